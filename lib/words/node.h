/* A tree that describes an input in words, before it is laid out. The describing rooms fill it,
 * render writes text, JSON and HTML from it. */
#ifndef WORDS_NODE_H
#define WORDS_NODE_H

#include "base/style.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum node_kind {
	NODE_ROOT,
	NODE_SECTION, /* a part with a title: interface bytes, historical bytes, parameters … */
	NODE_FIELD,   /* bytes of the input with their name and meaning: TA1, TCK, tag 73 */
	NODE_DETAIL,  /* a detail of its parent: a bit, a figure */
	NODE_PROBLEM, /* a finding: name is its code, text its sentence */
};

typedef uint32_t node_id; /* 0 is the root; as a link it means "none" */

struct node {
	enum node_kind kind;
	enum role role;
	node_id parent, first_child, last_child, next;
	uint32_t offset; /* of the bytes of the input that it describes */
	uint32_t length; /* 0 if it describes none */
	uint32_t header; /* how many of them, at the start, are in its name: tag and length of an
	                    object */
	/* Positions of NUL-terminated strings in the tree's words; 0 is the empty string. */
	uint32_t name;
	uint32_t text;
};

/* All zero is empty. Started again for the next input it reuses its memory. */
struct tree {
	struct node *nodes; /* owned */
	size_t count, size;
	struct text words; /* owned */
	bool failed;       /* out of memory: the tree is not complete */
};

void tree_free(struct tree *tree);
/* Removes all nodes but the root. */
void tree_start(struct tree *tree);

/* Adds a last child to parent; name and text are copied, NULL is empty. Returns its id, or parent
 * if out of memory. */
node_id tree_add(struct tree *tree, node_id parent, enum node_kind kind, enum role role,
                 const char *name, const char *text);
/* Does the same with a formatted text. */
node_id tree_addf(struct tree *tree, node_id parent, enum node_kind kind, enum role role,
                  const char *name, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* Sets the bytes of the input that the node describes. */
void tree_bytes(struct tree *tree, node_id id, size_t offset, size_t length);
/* Sets how many of these bytes, at the start, are in the node's name and need not be shown again.
 */
void tree_header(struct tree *tree, node_id id, size_t header);

/* The results of these functions are valid until a node is added. */

/* Returns the node with this id. */
const struct node *tree_node(const struct tree *tree, node_id id);
/* Returns the first child of a node; NULL if it has none. */
const struct node *tree_first(const struct tree *tree, const struct node *parent);
/* Returns the next child of the node's parent; NULL after the last. */
const struct node *tree_next(const struct tree *tree, const struct node *node);
/* Returns the node's name, NUL-terminated. */
const char *tree_name(const struct tree *tree, const struct node *node);
/* Returns the node's text, NUL-terminated. */
const char *tree_text(const struct tree *tree, const struct node *node);
/* Returns the first field, in the order of the tree, whose bytes start at offset; NULL if there is
 * none. */
const struct node *tree_field_at(const struct tree *tree, size_t offset);

#endif
