#include "words/node.h"

#include "base/array.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void tree_free(struct tree *tree)
{
	free(tree->nodes);
	text_free(&tree->words);
	*tree = (struct tree){0};
}

static struct node *new_node(struct tree *tree)
{
	struct node *nodes = array_room(tree->nodes, tree->count, &tree->size, sizeof *nodes);

	if (nodes == NULL) {
		tree->failed = true;
		return NULL;
	}
	tree->nodes = nodes;
	tree->nodes[tree->count] = (struct node){0};
	return &tree->nodes[tree->count++];
}

/* Adds a string with its NUL to the text buffer; returns its offset, 0 for none. */
static uint32_t add_words(struct tree *tree, const char *words)
{
	if (words == NULL || *words == '\0')
		return 0;
	size_t at = tree->words.length;
	text_puts(&tree->words, words);
	text_add(&tree->words, "", 1);
	return (uint32_t)at;
}

void tree_start(struct tree *tree)
{
	tree->count = 0;
	tree->failed = false;
	text_clear(&tree->words);
	text_add(&tree->words, "", 1);
	new_node(tree);
	tree->failed = tree->failed || tree->words.failed;
}

static node_id append(struct tree *tree, node_id parent, enum node_kind kind, enum role role)
{
	struct node *node = tree->failed ? NULL : new_node(tree);

	if (node == NULL)
		return parent;
	node_id id = (node_id)(tree->count - 1);
	struct node *above = &tree->nodes[parent];
	node->kind = kind;
	node->role = role;
	node->parent = parent;
	if (above->last_child != 0)
		tree->nodes[above->last_child].next = id;
	else
		above->first_child = id;
	above->last_child = id;
	return id;
}

node_id tree_add(struct tree *tree, node_id parent, enum node_kind kind, enum role role,
                 const char *name, const char *text)
{
	node_id id = append(tree, parent, kind, role);

	if (id != parent) {
		uint32_t name_at = add_words(tree, name), text_at = add_words(tree, text);

		tree->nodes[id].name = name_at;
		tree->nodes[id].text = text_at;
		tree->failed = tree->failed || tree->words.failed;
	}
	return id;
}

node_id tree_addf(struct tree *tree, node_id parent, enum node_kind kind, enum role role,
                  const char *name, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return tree_add(tree, parent, kind, role, name, text);
}

void tree_bytes(struct tree *tree, node_id id, size_t offset, size_t length)
{
	if (id >= tree->count)
		return;
	tree->nodes[id].offset = (uint32_t)offset;
	tree->nodes[id].length = (uint32_t)length;
}

void tree_header(struct tree *tree, node_id id, size_t header)
{
	if (id < tree->count)
		tree->nodes[id].header = (uint32_t)header;
}

const struct node *tree_node(const struct tree *tree, node_id id)
{
	static const struct node none;

	if (id == 0 && tree->count == 0)
		return &none; /* the root of a tree that could not be created */
	return id < tree->count ? &tree->nodes[id] : NULL;
}

const struct node *tree_first(const struct tree *tree, const struct node *parent)
{
	return parent->first_child != 0 ? tree_node(tree, parent->first_child) : NULL;
}

const struct node *tree_next(const struct tree *tree, const struct node *node)
{
	return node->next != 0 ? tree_node(tree, node->next) : NULL;
}

static const char *words_at(const struct tree *tree, uint32_t at)
{
	return at < tree->words.length ? tree->words.data + at : "";
}

const char *tree_name(const struct tree *tree, const struct node *node)
{
	return words_at(tree, node->name);
}

const char *tree_text(const struct tree *tree, const struct node *node)
{
	return words_at(tree, node->text);
}

const struct node *tree_field_at(const struct tree *tree, size_t offset)
{
	for (size_t i = 1; i < tree->count; i++) {
		const struct node *node = &tree->nodes[i];

		if (node->kind == NODE_FIELD && node->length > 0 && node->offset == offset)
			return node;
	}
	return NULL;
}
