/* A session of commands and responses, each preceded by its length in one byte. The fields cover
 * command and response, and those that are joined, without gap or overlap, whatever happened before
 * in the session. */
#include "base/cursor.h"
#include "apdu/describe_apdu.h"
#include "apdu/secret.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct tree *tree, const struct node *parent, size_t from, size_t to)
{
	size_t at = from;

	for (node_id id = parent->first_child; id != 0; id = tree_node(tree, id)->next) {
		const struct node *node = tree_node(tree, id);

		if (node->kind != NODE_FIELD)
			continue;
		if (node->offset != at || node->length == 0 || node->header > node->length)
			abort();
		at += node->length;
		check(tree, node, node->offset + node->header, at);
	}
	if (at != to && (parent->kind == NODE_SECTION || at != from))
		abort();
}

static void check_secret(const uint8_t *command, size_t length)
{
	struct secret secret = secret_find(command, length);
	struct text text = {0};

	if (secret.length > 0 && (secret.at < 4 || secret.length > length - secret.at))
		abort();
	secret_hex(&text, command, length, '\0');
	if (text.length != 2 * length)
		abort();
	text_free(&text);
}

static void check_control(const uint8_t *bytes, size_t length)
{
	struct secret secret = secret_find_control(bytes, length);
	struct secret_reference reference;

	if (secret.length > 0 && (secret.at > length || secret.length > length - secret.at))
		abort();
	(void)secret_may_follow(bytes, length);
	(void)secret_reference(bytes, length, &reference);
	(void)secret_reference_control(bytes, length, &reference);
}

static void check_joined(struct tree *tree, const struct apdu_joined *joined,
                         const struct apdu_context *context)
{
	if (joined->command.ended) {
		describe_joined_command(tree, joined, context);
		check(tree, tree_node(tree, 1), 0, joined->command.bytes.length - JOINED_DATA_AT);
	}
	if (joined->response.ended) {
		describe_joined_response(tree, joined, context);
		check(tree, tree_node(tree, 1), 0, joined->whole - joined->from);
	}
}

static bool take(struct cursor *cursor, const uint8_t **bytes, uint8_t *length)
{
	return cursor_u8(cursor, length) && cursor_bytes(cursor, *length, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cursor cursor = cursor_start(data, size);
	const uint8_t *command, *response;
	struct apdu_context context = {0};
	struct apdu_joined joined = {0};
	struct tree tree = {0};
	uint8_t length, count;

	while (take(&cursor, &command, &length) && take(&cursor, &response, &count)) {
		describe_command(&tree, command, length, &context, secret_find(command, length));
		check(&tree, tree_node(&tree, 1), 0, length);
		check_secret(command, length);
		check_control(command, length);
		describe_response(&tree, response, count, command, length, &context);
		check(&tree, tree_node(&tree, 1), 0, count);
		apdu_join(&joined, command, length, false, response, count, &context);
		check_joined(&tree, &joined, &context);
		apdu_context_learn(&context, command, length, response, count);
	}
	apdu_joined_free(&joined);
	tree_free(&tree);
	return 0;
}
