// SPDX-License-Identifier: MIT
// explain: one plain sentence for a disagreement, from the templates of rules/LANG/explain.tsv.
#ifndef CROSSCHECK_EXPLAIN_H
#define CROSSCHECK_EXPLAIN_H

#include "group.h"

// A figure as a person writes it: "at least 16", "about 9,000", "24 to 27%", "NOK 2.31 billion", "14 June 2014".
slice explain_value(const struct item *i, struct arena *a);
// The same as a side's value_text, where a date is ISO 8601: "2014-06-14", "2014-06", "2014", "2014-06-14/2014-06-17".
slice explain_side(const struct item *i, struct arena *a);
// "The number of people killed in Zhanaozen city in 2011 is given as 16 by official sources, but as 73 by …."
slice explain_disagreement(const struct disagreement *d, struct arena *a);

// A key's template with its {names} replaced; a key that the language lacks gives the fillings, joined by spaces.
struct filling {
	slice name, text;
};
slice explain_fill(const struct language *l, slice key, const struct filling *filling, size_t count, struct arena *a);
// "the number of people killed", or what the template "measure" makes of the name.
slice explain_measure(const struct language *l, slice measure, struct arena *a);
// With its first letter as a capital.
slice explain_sentence(slice text, struct arena *a);
slice explain_number(const struct language *l, double value, struct arena *a);

#endif
