#include "../no_memory.h"

#include "base/bytes.h"
#include "apdu/describe_apdu.h"
#include "render/apdu_view.h"
#include "render/json.h"

#include <stdlib.h>

static uint8_t bytes[300];
static struct tree tree;
static const struct layout layout = {&palette_plain, 80};

static struct apdu_view view_of(const char *hex, const char *answer)
{
	struct apdu_view view = {.tree = &tree, .bytes = bytes};
	uint8_t command[100];

	view.length = hex_read(hex, strlen(hex), bytes, sizeof bytes).count;
	if (answer == NULL) {
		view.secret = secret_find(bytes, view.length);
		describe_command(&tree, bytes, view.length, NULL, view.secret);
		return view;
	}
	memcpy(command, bytes, view.length);
	size_t length = view.length;
	view.length = hex_read(answer, strlen(answer), bytes, sizeof bytes).count;
	describe_response(&tree, bytes, view.length, command, length, NULL);
	return view;
}

static void expect_text(const struct apdu_view *view, const char *want)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	render_apdu_text(out, &layout, view);
	fclose(out);
	assert_string_equal(text, want);
	free(text);
}

static void rows_stand_in_columns(void **state)
{
	struct apdu_view view = view_of("00A4040007A000000004101000", NULL);

	(void)state;
	expect_text(&view,
	            "SELECT by AID A0000000041010 (Mastercard), first or only occurrence, FCI\n"
	            "  CLA   00                    interindustry\n"
	            "  INS   A4                    SELECT\n"
	            "  P1    04                    by DF name (AID)\n"
	            "  P2    00                    first or only occurrence, FCI\n"
	            "  Lc    07                    7 bytes of data\n"
	            "  data  A0 00 00 00 04 10 10  Mastercard\n"
	            "  Le    00                    at most 256 bytes expected\n");
	tree_free(&tree);
}

static void secrets_are_stars(void **state)
{
	struct apdu_view view = view_of("00200081043132 3334", NULL);

	(void)state;
	view.indent = 4;
	expect_text(&view,
	            "    VERIFY, specific (DF) reference 1\n"
	            "      CLA   00           interindustry\n"
	            "      INS   20           VERIFY\n"
	            "      P1    00           none\n"
	            "      P2    81           specific (DF) reference 1\n"
	            "      Lc    04           4 bytes of data\n"
	            "      data  ** ** ** **  secret\n");
	tree_free(&tree);
}

static void long_values_stand_below(void **state)
{
	struct apdu_view view =
		view_of("00CA6E0000", "53 12 000102030405060708090A0B0C0D0E0F1011 9000");

	(void)state;
	expect_text(&view,
	            "success\n"
	            "  data\n"
	            "    53  discretionary data\n"
	            "      00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n"
	            "      10 11\n"
	            "  SW1 SW2  90 00  success\n");
	tree_free(&tree);
}

static void a_status_word_already_shown_is_left_out(void **state)
{
	struct apdu_view view = view_of("00B0000002", "4142 9000");

	(void)state;
	view.status_shown = true;
	expect_text(&view, "data  41 42\n");
	tree_free(&tree);
	view = view_of("00B0000002", "6282");
	view.status_shown = true;
	expect_text(&view, "");
	tree_free(&tree);
	view = view_of("00B0000002", "AA 6A82");
	view.status_shown = true;
	expect_text(&view,
	            "data  AA\n"
	            "note: by the standard, an error has no data\n");
	tree_free(&tree);
}

static void problems_say_how_grave_they_are(void **state)
{
	struct apdu_view view = view_of("2060", NULL);

	(void)state;
	expect_text(
		&view,
		"not a command: CLA INS P1 P2 are incomplete\n"
		"  CLA  20  reserved\n"
		"  INS  60  unknown instruction\n"
		"    warning: 6X and 9X are not instructions: with T=0 they would be procedure\n"
		"      bytes\n"
		"  error: incomplete header (CLA INS P1 P2): 2 bytes missing\n");
	tree_free(&tree);
}

static void hostile_text_is_escaped(void **state)
{
	/* a right-to-left override in an application label */
	struct apdu_view view = view_of("00A4040000", "6F 08 50 06 41 E280AE 42 43 9000");

	(void)state;
	expect_text(&view,
	            "success\n"
	            "  data\n"
	            "    6F  FCI template\n"
	            "      50  41 E2 80 AE 42 43  application label: \"A\\xE2\\x80\\xAEBC\"\n"
	            "  SW1 SW2  90 00  success\n");
	tree_free(&tree);
}

static void json_lists_all_nodes(void **state)
{
	struct apdu_view view = view_of("0020008102 3132", NULL);
	struct json *json = json_new();
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	render_apdu_json(json, &view);
	assert_true(json_write(json, out));
	fclose(out);
	assert_non_null(strstr(text,
	                       "{\"depth\":0,\"name\":\"command\","
	                       "\"text\":\"VERIFY, specific (DF) reference 1\","
	                       "\"offset\":0,\"bytes\":\"0020008102****\"}"));
	assert_non_null(strstr(text,
	                       "{\"depth\":1,\"name\":\"data\",\"text\":\"secret\",\"offset\":5,"
	                       "\"bytes\":\"****\"}"));
	assert_non_null(strstr(text,
	                       "{\"depth\":2,\"name\":\"b5\",\"text\":\"last or only command of a "
	                       "chain\",\"offset\":null,\"bytes\":null}"));
	free(text);
	json_free(&json);
	tree_free(&tree);
}

static bool put_json(const void *subject, struct text *out)
{
	struct json *json = json_new();
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);

	if (json != NULL)
		render_apdu_json(json, subject);
	bool good = json != NULL && json_write(json, file);
	fclose(file);
	text_add(out, text, size);
	free(text);
	json_free(&json);
	return good;
}

static void json_without_memory(void **state)
{
	struct apdu_view view = view_of("0020008102 3132", NULL);

	(void)state;
	no_memory(put_json, &view);
	tree_free(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_stand_in_columns),
		cmocka_unit_test(secrets_are_stars),
		cmocka_unit_test(long_values_stand_below),
		cmocka_unit_test(a_status_word_already_shown_is_left_out),
		cmocka_unit_test(problems_say_how_grave_they_are),
		cmocka_unit_test(hostile_text_is_escaped),
		cmocka_unit_test(json_lists_all_nodes),
		cmocka_unit_test(json_without_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
