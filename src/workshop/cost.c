// SPDX-License-Identifier: MIT
// cost: steps of the matcher. A step is one item of a pattern tried at one place, counted by callouts in the interpreter, so the
// number is the same on every machine.
//
// The growth probe pumps: it takes a rule's own match apart into elements (tags, words, marks), and puts in front of each of
// them, n and 2n times, an element of the match or a filler, and behind these a mark that nothing fits:
//
//   match     {count} were killed            pumped before "were"   {count} a a a a … ! were killed      {count} a a a a … !
//
// So the match begins as it should, what could repeat has something to repeat, and what the pattern asks for is there, but in
// vain. Linear work doubles when n does, quadratic work takes four times as long, and a nested repeat meets the limit.
#include "private.h"

#include "base/utf8.h"

#include "base/banned.h"

// Repeats of the first look, and of the second where the first was suspicious; steps after which a search is given up; elements
// of a match, and examples, that are pumped.
enum { PUMP_SMALL = 24, PUMP_LARGE = 96, STEPS_MAX = 2000000, ELEMENTS_MAX = 24, EXAMPLES_MAX = 3 };

// What is pumped beside the elements of a match: in one pattern or another each of them fits where no element does.
static const char *const fillers[] = {"a", "a ", " a", "1 ", ", a", "-a"};

// More than linear with its constant part (2.0), less than quadratic (4.0).
#define GROWTH_MAX 3.0

// Steps of finding all matches in a text, as the engine does; SIZE_MAX where the limit was met.
static size_t steps_of(struct probe *probe, slice text)
{
	span found;
	probe_steps(probe, STEPS_MAX);
	for (size_t from = 0; from <= text.len && probe_search(probe, text, from, &found);) {
		from = found.end > found.start ? found.end : found.end + 1;
		while (from < text.len && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
			from++;
	}
	bool gave_up = probe_gave_up(probe);
	size_t steps = probe_steps(probe, STEPS_MAX);
	return gave_up ? SIZE_MAX : steps;
}

// ---- elements of a match ----------------------------------------------------------------------------------------------

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// A word of ASCII letters and digits, or one character.
static size_t element_end(slice text, size_t at)
{
	size_t end = at;
	while (end < text.len && is_letter((unsigned char)text.ptr[end]))
		end++;
	if (end > at)
		return end;
	size_t length;
	utf8_at(text, at, &length);
	return at + length;
}

static size_t read_elements(slice text, span where, span *ret)
{
	size_t count = 0;
	for (size_t at = where.start; at < where.end && count < ELEMENTS_MAX;) {
		size_t end = element_end(text, at);
		ret[count++] = (span){at, end};
		at = end;
	}
	return count;
}

// ---- pumping ----------------------------------------------------------------------------------------------------------

struct pump {
	struct rule_cost *cost;
	struct probe *probe;
	struct out text;
	struct arena *arena;
};

static size_t pumped_steps(struct pump *p, slice before, slice filler, slice behind, size_t times)
{
	p->text.len = 0;
	out_bytes(&p->text, before);
	for (size_t i = 0; i < times; i++)
		out_bytes(&p->text, filler);
	out_bytes(&p->text, SLICE("! "));
	out_bytes(&p->text, behind);
	return steps_of(p->probe, (slice){p->text.ptr, p->text.len});
}

static double ratio(struct pump *p, slice before, slice filler, slice behind, size_t times)
{
	size_t one = pumped_steps(p, before, filler, behind, times);
	if (one == SIZE_MAX)
		return 1e9;
	size_t two = pumped_steps(p, before, filler, behind, 2 * times);
	return two == SIZE_MAX ? 1e9 : (double)two / (double)(one ? one : 1);
}

static void try(struct pump *p, slice before, slice filler, slice behind)
{
	struct rule_cost *c = p->cost;
	if (c->growth > 1e6) // it cannot get worse
		return;
	double growth = ratio(p, before, filler, behind, PUMP_SMALL);
	if (growth > 2.5)
		growth = ratio(p, before, filler, behind, PUMP_LARGE);
	if (growth <= c->growth)
		return;
	c->growth = growth;
	c->pumped = arena_copy(p->arena, filler);
	c->grows = growth > GROWTH_MAX;
}

// With the rest of the match behind it, and without: what a pattern asks for is there, or the mark is not passed over to it.
static void pump(struct pump *p, slice before, slice filler, slice behind)
{
	try(p, before, filler, behind);
	if (behind.len)
		try(p, before, filler, SLICE(""));
}

static void pump_match(struct pump *p, slice subject, span match)
{
	span element[ELEMENTS_MAX];
	size_t count = read_elements(subject, match, element);
	for (size_t i = 0; i < count; i++) {
		slice before = slice_sub(subject, match.start, element[i].start), one = slice_at(subject, element[i]);
		slice behind = slice_sub(subject, element[i].start, match.end);
		if (one.ptr[0] == ' ')
			continue;
		for (size_t k = 0; k < sizeof fillers / sizeof *fillers; k++)
			pump(p, before, slice_of(fillers[k]), behind);
		pump(p, before, one, behind);
		pump(p, before, arena_format(p->arena, SLICE_FMT " ", SLICE_ARG(one)), behind);
		if (i + 2 < count && subject.ptr[element[i + 1].start] == ' ') // two words together
			pump(p, before, slice_sub(subject, element[i].start, element[i + 2].end), behind);
	}
	slice whole = slice_at(subject, match);
	for (size_t k = 0; k < sizeof fillers / sizeof *fillers; k++)
		pump(p, whole, slice_of(fillers[k]), SLICE(""));
	pump(p, SLICE(""), arena_format(p->arena, SLICE_FMT " ", SLICE_ARG(whole)), SLICE(""));
}

// ---- rules ------------------------------------------------------------------------------------------------------------

static void measure(struct rule_cost *c, const struct tested *t, const struct checks *checks, struct costs *all)
{
	struct probe *probe = probe_open(t->pack->rules, t->rule, t->rule->match, true);
	struct pump p = {.cost = c, .probe = probe, .arena = &all->arena};
	size_t pumped = 0;
	for (size_t i = t->first_check; probe && i < t->end_check; i++) {
		const struct check *check = &checks->at.at[i];
		span match;
		if (check->rule != t->rule || !check->subject.ptr || check->variant)
			continue;
		size_t steps = steps_of(probe, check->subject);
		if (steps > c->steps)
			c->steps = steps;
		if (check->kind == CHECK_EXAMPLE && pumped < EXAMPLES_MAX && probe_search(probe, check->subject, 0, &match)) {
			pump_match(&p, check->subject, match);
			pumped++;
		}
	}
	c->budget = t->rule->budget ? t->rule->budget : all->budget;
	c->too_dear = c->steps > c->budget;
	if (c->pumped.ptr && t->rule->layer < LAYERS_OVER_VIEW)
		c->pumped = view_shown(t->pack->rules, t->rule->layer, c->pumped, &all->arena);
	out_release(&p.text);
	probe_close(probe);
}

void costs_measure(struct costs *c, const struct checks *checks, size_t budget)
{
	*c = (struct costs){.budget = budget};
	arena_init(&c->arena);
	for (size_t i = 0; i < checks->rule.count; i++) {
		struct rule_cost one = {.rule = checks->rule.at[i].rule};
		measure(&one, &checks->rule.at[i], checks, c);
		c->failures += one.too_dear || one.grows;
		vec_push(&c->at, one);
	}
}

void costs_release(struct costs *c)
{
	vec_release(&c->at);
	arena_release(&c->arena);
}

void costs_report(struct out *o, const struct costs *c, bool all)
{
	size_t dearest = 0;
	out_bytes(o, SLICE("  steps  doubled  rule\n"));
	for (size_t i = 0; i < c->at.count; i++) {
		const struct rule_cost *r = &c->at.at[i];
		if (r->steps > dearest && r->steps != SIZE_MAX)
			dearest = r->steps;
		if (!all && !r->too_dear && !r->grows)
			continue;
		char steps[32];
		snprintf(steps, sizeof steps, r->steps == SIZE_MAX ? "endless" : "%zu", r->steps);
		out_format(o, r->growth > 1e6 ? "%7s  endless  " : "%7s  %6.1fx  ", steps, r->growth);
		out_format(o, SLICE_FMT " (%s:%zu)\n", SLICE_ARG(r->rule->id), r->rule->at.file, r->rule->at.line);
		if (r->too_dear)
			out_format(o, "                  TOO DEAR: more than %zu steps on an example\n", r->budget);
		if (r->grows)
			out_format(o, "                  GROWS: faster than the text when '" SLICE_FMT "' is repeated\n",
					   SLICE_ARG(r->pumped));
	}
	out_format(o, "%7zu           the dearest of %zu rules; the budget is %zu\n", dearest, c->at.count, c->budget);
}
