/* A tree of worded nodes: what a decoder has to say, before anybody lays it out. Text and HTML are
 * written from it. decode fills it, render reads it. */
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
	NODE_DETAIL,  /* one more sentence on its parent: a bit, a figure */
	NODE_PROBLEM, /* a finding: name is its code, text its sentence */
};

typedef uint32_t node_id; /* 0 is the root; as a link it means "none" */

struct node {
	enum node_kind kind;
	enum role role;
	node_id parent, first_child, last_child, next;
	uint32_t offset; /* the bytes of the input that it speaks of */
	uint32_t length; /* 0 if it speaks of none */
	uint32_t header; /* how many of them, at the start, its name tells: tag and length of an
	                    object */
	/* Positions of NUL-terminated strings in the tree's words; 0 is the empty string. */
	uint32_t name;
	uint32_t text;
};

/* All zero is an empty tree; used again for the next input it keeps its memory. */
struct tree {
	struct node *nodes; /* owned */
	size_t count, size;
	struct text words; /* owned */
	bool failed;       /* out of memory: the tree is not complete */
};

void tree_free(struct tree *tree);
/* Makes it a root and nothing else. */
void tree_start(struct tree *tree);

/* Adds a last child to parent; name and text are copied, NULL is empty. Returns its id, or parent
 * if out of memory. */
node_id tree_add(struct tree *tree, node_id parent, enum node_kind kind, enum role role,
                 const char *name, const char *text);
/* Does the same with a formatted text. */
node_id tree_addf(struct tree *tree, node_id parent, enum node_kind kind, enum role role,
                  const char *name, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* Says which bytes the node speaks of. */
void tree_bytes(struct tree *tree, node_id id, size_t offset, size_t length);
/* Says that the name tells the first header bytes of these: they need not be shown with the rest.
 */
void tree_header(struct tree *tree, node_id id, size_t header);

const struct node *tree_node(const struct tree *tree, node_id id);
const char *tree_name(const struct tree *tree, const struct node *node);
const char *tree_text(const struct tree *tree, const struct node *node);
/* Returns the first node in order of the tree whose bytes start at offset and that is a field; NULL
 * if there is none. */
const struct node *tree_field_at(const struct tree *tree, size_t offset);

#endif
