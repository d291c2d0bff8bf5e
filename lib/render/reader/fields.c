#include "render/reader/fields.h"

#include "render/paragraph.h"

enum { STEP = 2 };

void render_field(FILE *out, const struct layout *layout, size_t indent, const char *key,
                  enum role role, const char *text)
{
	struct paragraph line;

	if (text[0] == '\0')
		return;
	paragraph_start(&line, out, layout, indent);
	paragraph_string(&line, role, key);
	paragraph_string(&line, role, key[0] != '\0' ? ":" : "");
	line.hang = indent + STEP;
	paragraph_blank(&line);
	paragraph_phrase(&line, ROLE_PLAIN, text);
	paragraph_end(&line);
}

static void put_title(FILE *out, const struct layout *layout, size_t indent, const char *title)
{
	struct paragraph line;

	paragraph_start(&line, out, layout, indent);
	paragraph_phrase(&line, ROLE_PLAIN, title);
	paragraph_string(&line, ROLE_PLAIN, ":");
	paragraph_end(&line);
}

void render_fields(FILE *out, const struct layout *layout, const struct tree *tree,
                   const struct node *parent, size_t indent)
{
	for (const struct node *node = tree_first(tree, parent); node != NULL;
	     node = tree_next(tree, node)) {
		if (node->kind == NODE_SECTION)
			put_title(out, layout, indent, tree_name(tree, node));
		else
			render_field(out, layout, indent, tree_name(tree, node), node->role,
			             tree_text(tree, node));
		render_fields(out, layout, tree, node, indent + STEP);
	}
}
