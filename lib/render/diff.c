#include "render/diff.h"

#include "base/array.h"
#include "cards/span_map.h"
#include "render/escaped.h"

#include <stdlib.h>
#include <string.h>

enum { CONTEXT = 3 };

static const uint32_t none = UINT32_MAX;

/* The lines of a text, each with its LF. */
struct side {
	struct span *lines; /* owned */
	uint32_t count;
	uint32_t *match; /* owned: the line of the other side, or none */
};

/* Lines from..to of both sides that differ. */
struct change {
	uint32_t from[2], to[2];
};

struct diff {
	struct side side[2];    /* before and after */
	struct change *changes; /* owned */
	size_t count, size;
};

static void diff_free(struct diff *diff)
{
	for (unsigned i = 0; i < 2; i++) {
		free(diff->side[i].lines);
		free(diff->side[i].match);
	}
	free(diff->changes);
}

static size_t line_length(struct span rest)
{
	const char *newline = memchr(rest.text, '\n', rest.length);

	return newline != NULL ? (size_t)(newline - rest.text) + 1 : rest.length;
}

static bool split(struct side *side, struct span text)
{
	size_t count = 0;

	for (size_t at = 0; at < text.length; count++)
		at += line_length((struct span){text.text + at, text.length - at});
	if (count >= none)
		return false;
	side->lines = calloc(count + 1, sizeof *side->lines);
	side->match = malloc((count + 1) * sizeof *side->match);
	if (side->lines == NULL || side->match == NULL)
		return false;
	for (size_t at = 0; at < text.length;) {
		struct span rest = {text.text + at, text.length - at};

		rest.length = line_length(rest);
		side->match[side->count] = none;
		side->lines[side->count++] = rest;
		at += rest.length;
	}
	return true;
}

/* Where each line stands in side, or none where it stands there twice. */
static bool find_unique(struct span_map *map, const struct side *side)
{
	for (uint32_t i = 0; i < side->count; i++) {
		uint32_t *there = span_map_find(map, side->lines[i]);

		if (there != NULL)
			*there = none;
		else if (!span_map_add(map, side->lines[i], i))
			return false;
	}
	return true;
}

/* Of the lines that stand once in each side, matches the most that are in the same order in both:
 * ends[k] is the line of before that a row of k + 1 can end with at the smallest line of after,
 * links leads back from line to line. */
static void match_in_order(struct diff *diff, const struct span_map *first,
                           const struct span_map *second, uint32_t *ends, uint32_t *links)
{
	struct side *before = &diff->side[0], *after = &diff->side[1];
	uint32_t length = 0;

	for (uint32_t i = 0; i < before->count; i++) {
		const uint32_t *here = span_map_find(first, before->lines[i]);
		const uint32_t *there = span_map_find(second, before->lines[i]);
		uint32_t low = 0, high = length;

		if (*here != i || there == NULL || *there == none)
			continue;
		while (low < high) {
			uint32_t middle = low + (high - low) / 2;

			if (before->match[ends[middle]] < *there)
				low = middle + 1;
			else
				high = middle;
		}
		before->match[i] = *there;
		links[i] = low > 0 ? ends[low - 1] : none;
		ends[low] = i;
		length = low == length ? length + 1 : length;
	}
	for (uint32_t i = length > 0 ? ends[length - 1] : none; i != none; i = links[i])
		after->match[before->match[i]] = i;
	for (uint32_t i = 0; i < before->count; i++)
		if (before->match[i] != none && after->match[before->match[i]] != i)
			before->match[i] = none;
}

/* Matches equal lines beside matched ones, and at both ends. */
static void spread(struct diff *diff)
{
	struct side *a = &diff->side[0], *b = &diff->side[1];

	for (uint32_t i = 0; i < a->count; i++) {
		uint32_t j = i == 0 ? 0 : a->match[i - 1] == none ? none : a->match[i - 1] + 1;

		if (a->match[i] == none && j < b->count && b->match[j] == none &&
		    span_equal(a->lines[i], b->lines[j])) {
			a->match[i] = j;
			b->match[j] = i;
		}
	}
	for (uint32_t i = a->count; i-- > 0;) {
		uint32_t j = i + 1 == a->count ? b->count : a->match[i + 1];

		if (a->match[i] == none && j != none && j-- > 0 && b->match[j] == none &&
		    span_equal(a->lines[i], b->lines[j])) {
			a->match[i] = j;
			b->match[j] = i;
		}
	}
}

static bool match_lines(struct diff *diff)
{
	struct span_map first = {0}, second = {0};
	size_t count = (size_t)diff->side[0].count + 1;
	uint32_t *ends = malloc(count * sizeof *ends), *links = malloc(count * sizeof *links);
	bool done = ends != NULL && links != NULL && find_unique(&first, &diff->side[0]) &&
		find_unique(&second, &diff->side[1]);

	if (done) {
		match_in_order(diff, &first, &second, ends, links);
		spread(diff);
	}
	free(ends);
	free(links);
	span_map_free(&first);
	span_map_free(&second);
	return done;
}

static bool add_change(struct diff *diff, const struct change *change)
{
	struct change *changes =
		array_room(diff->changes, diff->count, &diff->size, sizeof *changes);

	if (changes == NULL)
		return false;
	diff->changes = changes;
	diff->changes[diff->count++] = *change;
	return true;
}

static bool find_changes(struct diff *diff)
{
	const struct side *a = &diff->side[0], *b = &diff->side[1];
	uint32_t i = 0, j = 0;

	while (i < a->count || j < b->count) {
		struct change change = {.from = {i, j}};

		while (i < a->count && a->match[i] == none)
			i++;
		while (j < b->count && b->match[j] == none)
			j++;
		change.to[0] = i;
		change.to[1] = j;
		if ((i > change.from[0] || j > change.from[1]) && !add_change(diff, &change))
			return false;
		if (i < a->count) {
			i++;
			j++;
		}
	}
	return true;
}

struct writer {
	FILE *out;
	const struct diff_style *style;
	const struct diff *diff;
};

static void write_line(const struct writer *writer, enum role role, char mark, struct span line)
{
	const struct palette *palette = writer->style->palette;
	bool ended = line.length > 0 && line.text[line.length - 1] == '\n';

	line.length -= ended;
	fputs(palette->on[role], writer->out);
	putc_unlocked(mark, writer->out);
	if (writer->style->escaped)
		put_escaped(writer->out, line);
	else
		fwrite_unlocked(line.text, 1, line.length, writer->out);
	fputs(palette->off[role], writer->out);
	fputs(ended ? "\n" : "\n\\ No newline at end of file\n", writer->out);
}

static void write_lines(const struct writer *writer, enum role role, char mark, unsigned side,
                        uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		write_line(writer, role, mark, writer->diff->side[side].lines[from]);
}

/* The number of the first line, and how many: a row of none has the number before it. */
static void write_range(const struct writer *writer, char mark, uint32_t from, uint32_t to)
{
	fprintf(writer->out, "%c%u", mark, from < to ? from + 1 : from);
	if (to - from != 1)
		fprintf(writer->out, ",%u", to - from);
}

/* Changes first to last, which have little between them. */
static void write_hunk(const struct writer *writer, const struct change *first,
                       const struct change *last)
{
	const struct palette *palette = writer->style->palette;
	uint32_t lead = first->from[0] < CONTEXT ? first->from[0] : CONTEXT;
	uint32_t rest = writer->diff->side[0].count - last->to[0];
	uint32_t tail = rest < CONTEXT ? rest : CONTEXT, at = first->from[0] - lead;

	fprintf(writer->out, "%s@@ ", palette->on[ROLE_HEADING]);
	write_range(writer, '-', at, last->to[0] + tail);
	fputs(" ", writer->out);
	write_range(writer, '+', first->from[1] - lead, last->to[1] + tail);
	fprintf(writer->out, " @@%s\n", palette->off[ROLE_HEADING]);
	for (const struct change *change = first; change <= last; change++) {
		write_lines(writer, ROLE_PLAIN, ' ', 0, at, change->from[0]);
		write_lines(writer, ROLE_ERROR, '-', 0, change->from[0], change->to[0]);
		write_lines(writer, ROLE_GOOD, '+', 1, change->from[1], change->to[1]);
		at = change->to[0];
	}
	write_lines(writer, ROLE_PLAIN, ' ', 0, at, at + tail);
}

static void write_head(const struct writer *writer, const char *mark, const char *name)
{
	const struct palette *palette = writer->style->palette;

	fprintf(writer->out, "%s%s ", palette->on[ROLE_HEADING], mark);
	put_escaped(writer->out, (struct span){name, strlen(name)});
	fprintf(writer->out, "%s\n", palette->off[ROLE_HEADING]);
}

static void write_diff(const struct writer *writer, const char *name)
{
	const struct change *changes = writer->diff->changes;
	size_t count = writer->diff->count, next;

	if (count == 0)
		return;
	write_head(writer, "---", name);
	write_head(writer, "+++", name);
	for (size_t at = 0; at < count; at = next) {
		next = at + 1;
		while (next < count &&
		       changes[next].from[0] - changes[next - 1].to[0] <= 2 * CONTEXT)
			next++;
		write_hunk(writer, &changes[at], &changes[next - 1]);
	}
}

bool render_diff(FILE *out, const struct diff_style *style, const char *name, struct span before,
                 struct span after)
{
	struct diff diff = {0};
	const struct writer writer = {out, style, &diff};
	bool done = split(&diff.side[0], before) && split(&diff.side[1], after) &&
		match_lines(&diff) && find_changes(&diff);

	if (done)
		write_diff(&writer, name);
	diff_free(&diff);
	return done;
}
