#include "cards/atr_diff.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

void atr_diff_free(struct atr_diff *diff)
{
	free(diff->rows);
	*diff = (struct atr_diff){0};
}

static const struct tree *tree_of(const struct atr_diff *diff, size_t i)
{
	return &diff->reports[i]->tree;
}

static const char *name_of(const struct atr_diff *diff, size_t i, const struct node *node)
{
	return tree_name(tree_of(diff, i), node);
}

static const char *text_of(const struct atr_diff *diff, size_t i, const struct node *node)
{
	return tree_text(tree_of(diff, i), node);
}

/* Two nodes correspond if they have the same name or, without a name, the same text. */
static bool same_thing(const struct atr_diff *diff, size_t i, const struct node *a, size_t j,
                       const struct node *b)
{
	const char *name = name_of(diff, i, a);

	if (a->kind != b->kind || strcmp(name, name_of(diff, j, b)) != 0)
		return false;
	return *name != '\0' || strcmp(text_of(diff, i, a), text_of(diff, j, b)) == 0;
}

static bool has_same_text(const struct atr_diff *diff, size_t i, const struct node *a, size_t j,
                          const struct node *b)
{
	const uint8_t *left = diff->reports[i]->atr.bytes + a->offset;
	const uint8_t *right = diff->reports[j]->atr.bytes + b->offset;

	if (strcmp(text_of(diff, i, a), text_of(diff, j, b)) != 0)
		return false;
	return a->kind == NODE_PROBLEM ||
		(a->length == b->length && memcmp(left, right, a->length) == 0);
}

/* The next sibling of each tree; NULL at the end of its list. */
struct heads {
	const struct node *nodes[ATR_DIFF_MAX];
};

static bool comes_later(const struct atr_diff *diff, const struct heads *heads, size_t i, size_t j)
{
	const struct node *head = heads->nodes[i], *other = heads->nodes[j];

	while ((other = tree_next(tree_of(diff, j), other)) != NULL)
		if (same_thing(diff, i, head, j, other))
			return true;
	return false;
}

static bool all_same(const struct atr_diff *diff, const struct heads *heads)
{
	for (size_t i = 0; i < diff->report_count; i++)
		if (heads->nodes[i] == NULL ||
		    !same_thing(diff, 0, heads->nodes[0], i, heads->nodes[i]))
			return false;
	return true;
}

/* Chooses the tree whose head goes into the next row: one whose head does not occur later in any
 * other tree. Returns false if all lists are at their ends. */
static bool choose_head(const struct atr_diff *diff, const struct heads *heads, size_t *chosen)
{
	bool any = false;

	if (all_same(diff, heads)) { /* the usual case, which needs no search */
		*chosen = 0;
		return true;
	}
	for (size_t i = diff->report_count; i-- > 0;) {
		bool later = false;

		if (heads->nodes[i] == NULL)
			continue;
		for (size_t j = 0; j < diff->report_count && !later; j++)
			later = j != i && heads->nodes[j] != NULL && comes_later(diff, heads, i, j);
		if (!later || !any)
			*chosen = i;
		any = true;
	}
	return any;
}

static struct atr_diff_row *add_row(struct atr_diff *diff)
{
	struct atr_diff_row *rows = array_room(diff->rows, diff->count, &diff->size, sizeof *rows);

	if (rows == NULL) {
		diff->failed = true;
		return NULL;
	}
	diff->rows = rows;
	return &diff->rows[diff->count++];
}

/* Moves the heads that correspond to that of the chosen tree into a row; returns their number. */
static size_t take_row(const struct atr_diff *diff, struct heads *heads, size_t chosen,
                       struct atr_diff_row *row)
{
	const struct node *first = heads->nodes[chosen];
	size_t found = 0;

	for (size_t i = 0; i < diff->report_count; i++) {
		const struct node *node = heads->nodes[i];

		row->nodes[i] = NULL;
		if (node == NULL || !same_thing(diff, chosen, first, i, node))
			continue;
		row->nodes[i] = node;
		heads->nodes[i] = tree_next(tree_of(diff, i), node);
		row->differs = row->differs || !has_same_text(diff, chosen, first, i, node);
		found++;
	}
	/* The row of a section differs only by the rows below it. */
	if (first->kind != NODE_SECTION && found < diff->report_count)
		row->differs = true;
	return found;
}

static void compare_below(struct atr_diff *diff, const struct atr_diff_row *parent, unsigned depth)
{
	struct heads heads = {{NULL}};
	size_t chosen = 0;

	for (size_t i = 0; i < diff->report_count; i++)
		if (parent->nodes[i] != NULL)
			heads.nodes[i] = tree_first(tree_of(diff, i), parent->nodes[i]);
	while (choose_head(diff, &heads, &chosen)) {
		struct atr_diff_row row = {.depth = depth}, *kept;
		const struct node *first = heads.nodes[chosen];
		size_t found = take_row(diff, &heads, chosen, &row), at = diff->count;

		kept = add_row(diff);
		if (kept == NULL)
			return;
		*kept = row;
		if (found > 1 || first->kind == NODE_SECTION)
			compare_below(diff, &row, depth + 1);
		if (!row.differs && diff->count == at + 1)
			diff->count = at;
	}
}

void atr_diff_fill(struct atr_diff *diff, const struct atr_report *const *reports, size_t count)
{
	struct atr_diff_row roots = {0};

	diff->reports = reports;
	diff->report_count = count;
	diff->count = 0;
	diff->failed = false;
	for (size_t i = 0; i < count; i++)
		roots.nodes[i] = tree_node(tree_of(diff, i), 0);
	compare_below(diff, &roots, 0);
}

const char *atr_diff_name(const struct atr_diff *diff, const struct atr_diff_row *row)
{
	size_t i = 0;

	while (row->nodes[i] == NULL)
		i++;
	return name_of(diff, i, row->nodes[i]);
}
