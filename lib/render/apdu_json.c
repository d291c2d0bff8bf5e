#include "render/apdu_view.h"

#include "render/json_member.h"

#include "base/text.h"

#include <string.h>

static void put_bytes(struct json *json, const struct apdu_view *view, const struct node *node)
{
	struct text hex = {0};

	json_key(json, "bytes");
	for (size_t i = node->offset; i < node->offset + (size_t)node->length; i++)
		if (secret_has(view->secret, i))
			text_puts(&hex, "**");
		else
			text_hex(&hex, view->bytes + i, 1, '\0');
	if (hex.failed)
		json_fail(json);
	json_put_string(json, hex.data);
	text_free(&hex);
}

static void put_node(struct json *json, const struct apdu_view *view, const struct node *node,
                     int64_t depth)
{
	const char *name = tree_name(view->tree, node), *text = tree_text(view->tree, node);

	json_begin_object(json);
	json_member_integer(json, "depth", depth);
	json_member_text(json, "name", name, strlen(name));
	json_member_text(json, "text", text, strlen(text));
	if (node->length > 0 && node->offset + (size_t)node->length <= view->length) {
		json_member_integer(json, "offset", node->offset);
		put_bytes(json, view, node);
	} else {
		json_member_null(json, "offset");
		json_member_null(json, "bytes");
	}
	json_end(json);
}

/* The decoder limits the depth (TLV_DEPTH_MAX). */
static void put_children(struct json *json, const struct apdu_view *view, const struct node *parent,
                         int64_t depth)
{
	for (const struct node *node = tree_first(view->tree, parent); node != NULL;
	     node = tree_next(view->tree, node)) {
		put_node(json, view, node, depth);
		put_children(json, view, node, depth + 1);
	}
}

void render_apdu_json(struct json *json, const struct apdu_view *view)
{
	json_begin_array(json);
	put_children(json, view, tree_node(view->tree, 0), 0);
	json_end(json);
}
