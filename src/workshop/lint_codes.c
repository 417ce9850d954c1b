// SPDX-License-Identifier: MIT
// lint_codes: the stable codes of lint, and what each means. A code is never given to anything else.
#include "workshop/workshop.h"

#include "base/banned.h"

static const struct lint_code codes[] = {
	{"L001", SEVERITY_WARNING, "unused class",
	 "No pattern refers to the class or to one above it, and no program asks for it: its words do nothing.",
	 "classes:\n  verb.sunk: {words: [sank, sunk]}      # and no rule says {verb.sunk}",
	 "Use it in a pattern, or delete it with its list."},
	{"L002", SEVERITY_ERROR, "entry twice", "A list holds the same entry twice; the second one's values may never be seen.",
	 "sank\tdeaths\nsank\tlosses", "One line for each entry. What a word means in two ways goes into two classes."},
	{"L003", SEVERITY_WARNING, "list out of order",
	 "Entries stand in the order of their bytes, so that changes are easy to read and merge, and doubles are seen.", "sunk\nsank",
	 "LC_ALL=C sort keeps a list in order (comment lines stay at the top)."},
	{"L004", SEVERITY_WARNING, "unbounded any",
	 "`.*` and `.+` run to the end of the sentence and back, over other clauses: the match is slow, and what it joins may not "
	 "belong "
	 "together.",
	 "{figure} .* {killed}", "Say what may stand between, and how often: {figure} (?: \\s {adverb} ){0,2} \\s {killed}"},
	{"L005", SEVERITY_WARNING, "lazy beginning",
	 "A pattern that begins with a lazy repetition is tried from every word of the sentence.", "[^,]*? {killed}",
	 "Begin with a class or a word."},
	{"L006", SEVERITY_NOTE, "begins with any word",
	 "The pattern may begin with any word, so it is tried at each one. That costs more than all else that the rule does.",
	 "[a-z]+ \\s {source} \\s {say}", "Begin with a class, or with a look-ahead for what a beginning must be."},
	{"L007", SEVERITY_WARNING, "always awake",
	 "Nothing in the pattern must be in a sentence for it to match, so the rule runs on every sentence.",
	 "(?: {figure} )? \\s [a-z]+", "Demand a class or a word outside of optional parts."},
	{"L008", SEVERITY_ERROR, "alternative twice", "An alternative is the same as one before it and is never taken.",
	 "(?: killed | died | killed )", "Delete it."},
	{"L009", SEVERITY_WARNING, "class without words",
	 "The pattern refers to a class that has no words: this part of it never matches.", "classes:\n  verb.sunk: {words: []}",
	 "Fill the class, or delete the reference."},
	{"L010", SEVERITY_WARNING, "tie between rules",
	 "Two rules of the same layer read the same words of an example with the same priority. Which one wins is an accident of "
	 "their "
	 "order in the files.",
	 "Both claim.sunk and claim.lost read '3 ships' in an example of claim.sunk.",
	 "Give one of them a higher priority, or make their patterns exclude each other."},
	{"L011", SEVERITY_WARNING, "words run together",
	 "A letter stands right beside a reference. The view has a space between words, so this matches only where the text has "
	 "none.",
	 "{number}people", "{number} \\s people"},
	{"L012", SEVERITY_ERROR, "unknown unit", "The rule sets a unit that is no unit or currency of the pack and not `%`.",
	 "set: {unit: kilomters}", "A UCUM code of the list of units (km), or an ISO 4217 code (EUR)."},
	{"L013", SEVERITY_WARNING, "words of classes that exclude each other",
	 "A class says that it shares no words with another (`apart:`), and both hold this word.",
	 "month:  {words: [may], apart: [modal]}\nmodal:  {words: [may]}", "Take the word out of one of them."},
	{"L014", SEVERITY_WARNING, "id without its layer",
	 "An id begins with the layer of its rule: whoever sees it in a record knows where to look.", "id: sunk\nlayer: claim",
	 "id: claim.sunk"},
	{"L015", SEVERITY_WARNING, "silenced without a reason", "A comment silences a finding and does not say why that is right.",
	 "# lint: L006", "# lint: L006 a source is any noun, and the cue behind it is rare"},
	{"L016", SEVERITY_WARNING, "nothing to silence",
	 "A comment silences a code that finds nothing here (or that does not exist).", "# lint: L099 old", "Delete the comment."},
	{"L017", SEVERITY_WARNING, "unreachable alternative",
	 "An alternative before it takes all that this one would, or, at the end of a pattern, a shorter one before it always does.",
	 "(?: {noun} | {noun.person} )      (?: ten | ten \\s thousand )", "Delete it, or put the longer, or the narrower, first."},
	{"L018", SEVERITY_WARNING, "rule that adds nothing",
	 "Another rule of the layer reads each of its examples, too, with the same groups, and sets the same fields.",
	 "claim.sunk and claim.sunk.storm both read [3 ships sank].",
	 "Delete it, or give it the example that the other rule does not read."},
	{"L019", SEVERITY_WARNING, "group without a name", "Brackets that capture cost time, and nobody reads what they capture.",
	 "( {count} | {number} ) \\s {killed}", "(?: {count} | {number} ) \\s {killed}"},
	{"L020", SEVERITY_WARNING, "missing word boundary",
	 "A look-ahead, or a match over raw text, ends (or begins) with a letter, so it takes the beginning of longer words for it: "
	 "`(?! of )` is true of office, too.",
	 "{number} (?! \\s of )", "{number} (?! \\s of \\b )   or a class, which is a whole word: (?! \\s {=of} )"},
	{"L021", SEVERITY_ERROR, "asleep on its own example",
	 "The sentence holds nothing of what the rule waits for, so it is never tried there.",
	 "match: {count} \\s {verb.sunk}\nexamples:\n  - text: In the storm [3 ships capsized].",
	 "Put the word into the class, or mend the example; `ruletest why RULE TEXT` tells what the rule waits for."},
	{"L022", SEVERITY_ERROR, "shadowed rule",
	 "Another rule of the layer wins wherever this one should: it reads its examples, and loses them all.",
	 "claim.sunk, priority 0, and claim.lost, priority 5, both read [3 ships sank].",
	 "Give it the higher priority where it knows more, or delete it; `ruletest --cross-fire` tells who wins over whom."},
};

const struct lint_code *lint_code_find(slice code)
{
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (slice_equal(slice_of(codes[i].code), code))
			return &codes[i];
	return NULL;
}

static void put_block(struct out *o, const char *title, const char *text)
{
	slice rest = slice_of(text), line;
	out_format(o, "%s\n", title);
	while ((line = slice_cut(&rest, '\n')).ptr)
		out_format(o, "    " SLICE_FMT "\n", SLICE_ARG(line));
}

void lint_explain(struct out *o, const struct lint_code *c)
{
	static const char *const severities[] = {"note", "warning", "error"};
	out_format(o, "%s: %s (%s)\n\n%s\n\n", c->code, c->name, severities[c->severity], c->meaning);
	put_block(o, "For example:", c->bad);
	put_block(o, "Better:", c->better);
	out_format(o, "To keep it, say why on the line, or on one above it:\n    # lint: %s the reason\n", c->code);
}

void lint_list_codes(struct out *o)
{
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		out_format(o, "%s  %s\n", codes[i].code, codes[i].name);
}
