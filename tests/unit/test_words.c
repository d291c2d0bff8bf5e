/* words/: sentences in memory of fixed size, and the tree of nodes with text. */
#include "no_memory.h"

#include "words/node.h"
#include "words/words.h"

#include <math.h>

static void lists_and_figures(void **state)
{
	static const char *const items[] = {"one", "two", "three"};
	struct words words = {0};

	(void)state;
	for (size_t i = 0; i < LENGTH(items); i++)
		words_item(&words, i, LENGTH(items), items[i]);
	assert_string_equal(words.text, "one, two and three");
	words = (struct words){0};
	words_item(&words, 0, 1, "one");
	words_put(&words, ": ");
	words_figure(&words, 9.6e5, "etu");
	words_put(&words, ", ");
	words_figure(&words, 10752.688172, "bit/s");
	words_put(&words, ", ");
	words_figure(&words, (double)NAN, "ms");
	assert_string_equal(words.text, "one: 960000 etu, 10752.7 bit/s, unknown");
}

static void bytes(void **state)
{
	const uint8_t many[33] = {0x3B, [31] = 0x31, 0x32};
	struct words words = {0};

	(void)state;
	words_hex(&words, many, 0);
	assert_string_equal(words.text, "none");
	words = (struct words){0};
	words_hex(&words, many, 2);
	assert_string_equal(words.text, "3B 00");
	words = (struct words){0};
	words_hex(&words, many, sizeof many);
	assert_int_equal(words.length, 3 * 32 - 1);
	assert_string_equal(words.text + words.length - 5, "00 31");
}

static void text_in_bytes(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *text;
	} cases[] = {
		{"OK", 2, ", \"OK\""},
		{"O", 1, ""},
		{"\0OK", 3, ""},
		{"\0abc\x7F", 5, ""},
		{"abcd\0efghi\xFFjkl", 14, ", \"efghi\""},
		{"", 0, ""},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct words words = {0};

		words_text(&words, (const uint8_t *)cases[i].bytes, cases[i].length);
		assert_string_equal(words.text, cases[i].text);
	}
}

static void what_does_not_fit_is_dropped(void **state)
{
	struct words put = {0}, added = {0};

	(void)state;
	for (int i = 0; i < 50; i++) {
		words_put(&put, "123456789");
		words_add(&added, "%d", 123456789);
	}
	assert_int_equal(put.length, sizeof put.text - 1);
	assert_int_equal(strlen(put.text), put.length);
	assert_int_equal(added.length, put.length);
	assert_string_equal(added.text, put.text);
}

static void a_tree_and_its_nodes(void **state)
{
	struct tree tree = {0};

	(void)state;
	tree_start(&tree);
	node_id section = tree_add(&tree, 0, NODE_SECTION, ROLE_HEADING, "bytes", NULL);
	node_id field = tree_addf(&tree, section, NODE_FIELD, ROLE_PLAIN, "T0", "K %d", 5);
	node_id none = tree_add(&tree, section, NODE_FIELD, ROLE_PLAIN, NULL, "");
	tree_bytes(&tree, field, 1, 2);
	tree_header(&tree, field, 1);
	assert_false(tree.failed);
	assert_int_equal(tree_node(&tree, 0)->first_child, section);
	assert_int_equal(tree_node(&tree, section)->first_child, field);
	assert_int_equal(tree_node(&tree, section)->last_child, none);
	assert_int_equal(tree_node(&tree, field)->next, none);
	assert_string_equal(tree_name(&tree, tree_node(&tree, field)), "T0");
	assert_string_equal(tree_text(&tree, tree_node(&tree, field)), "K 5");
	assert_string_equal(tree_name(&tree, tree_node(&tree, none)), "");
	assert_ptr_equal(tree_field_at(&tree, 1), tree_node(&tree, field));
	assert_int_equal(tree_field_at(&tree, 1)->length, 2);
	assert_int_equal(tree_field_at(&tree, 1)->header, 1);
	assert_null(tree_field_at(&tree, 2));
	assert_null(tree_node(&tree, none + 1));
	tree_start(&tree);
	assert_int_equal(tree_node(&tree, 0)->first_child, 0);
	tree_free(&tree);
	assert_int_equal(tree_node(&tree, 0)->first_child, 0);
}

/* Enough nodes to grow several times. */
static bool grow_tree(const void *subject, struct text *out)
{
	struct tree tree = {0};

	(void)subject;
	tree_start(&tree);
	for (unsigned i = 0; i < 40; i++) {
		node_id id = tree_addf(&tree, 0, NODE_FIELD, ROLE_PLAIN, "name", "text %u", i);

		tree_bytes(&tree, id, i, 1);
		tree_header(&tree, id, 0);
	}
	for (size_t i = 0; i < tree.count; i++) {
		const struct node *node = tree_node(&tree, (node_id)i);

		text_printf(out, "%u %s, ", node->offset, tree_text(&tree, node));
	}
	bool good = !tree.failed;
	tree_free(&tree);
	return good;
}

static void a_tree_without_memory(void **state)
{
	(void)state;
	no_memory(grow_tree, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_and_figures),
		cmocka_unit_test(bytes),
		cmocka_unit_test(text_in_bytes),
		cmocka_unit_test(what_does_not_fit_is_dropped),
		cmocka_unit_test(a_tree_and_its_nodes),
		cmocka_unit_test(a_tree_without_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
