/* What the fields of a tree say, and the bytes that they describe. */
#ifndef TESTS_UNIT_TREE_CHECKS_H
#define TESTS_UNIT_TREE_CHECKS_H

#include "test.h"

#include "words/node.h"

/* Returns true if want is "NAME=TEXT" of this field or detail. */
static inline bool is_said(const struct tree *tree, const struct node *node, const char *want)
{
	const char *name = tree_name(tree, node);
	size_t length = strlen(name);

	return strncmp(want, name, length) == 0 && want[length] == '=' &&
		strcmp(want + length + 1, tree_text(tree, node)) == 0;
}

/* Returns how many of want, which has most entries or ends with NULL before that, are said in this
 * order, each by another field or detail. */
static inline size_t said_in_order(const struct tree *tree, const char *const *want, size_t most)
{
	size_t n = 0;

	for (size_t i = 1; i < tree->count && n < most && want[n] != NULL; i++)
		n += is_said(tree, tree_node(tree, (node_id)i), want[n]);
	return n;
}

/* Fails unless all of them are said so. */
static inline void expect_in_order(const struct tree *tree, const char *const *want, size_t most)
{
	size_t n = said_in_order(tree, want, most);

	if (n < most && want[n] != NULL)
		fail_msg("not said, or not in this order: %s", want[n]);
}

/* Fails unless the fields below parent cover the bytes from offset from up to offset to without gap
 * or overlap, and those below a field its value; a section must have fields. */
static inline void expect_tiling(const struct tree *tree, const struct node *parent, size_t from,
                                 size_t to)
{
	size_t at = from;

	for (node_id id = parent->first_child; id != 0; id = tree_node(tree, id)->next) {
		const struct node *node = tree_node(tree, id);

		if (node->kind != NODE_FIELD)
			continue;
		assert_int_equal(node->offset, at);
		assert_true(node->length > 0);
		at += node->length;
		expect_tiling(tree, node, node->offset + node->header, at);
	}
	if (parent->kind == NODE_SECTION || at != from)
		assert_int_equal(at, to);
}

#endif
