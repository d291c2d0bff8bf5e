/* Certificates in outline: the example of RFC 8410, and what is none. */
#include "test.h"

#include "base/bytes.h"
#include "tlv/certificate.h"

/* 10.2 */
static const char example[] =
	"3082012c3081dfa00302010202085601474a2a8dc330300506032b6570"
	"30193117301506035504030c0e4945544620546573742044656d6f"
	"301e170d3136303830313132313932345a170d3430313233313233353935395a"
	"30193117301506035504030c0e4945544620546573742044656d6f"
	"302a300506032b656e0321008520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
	"a3453043300f0603551d130101ff04053003010100300e0603551d0f010100040403020308"
	"30200603551d0e010100041604149b1f5eeded043385e4f7bc623c5975b90bc8bb3b"
	"300506032b6570034100af2301feddc9e6ffc1cca73d74d648a4398082cddb69b14e4d06ecf81a25ce50"
	"d4c2c3eb746c4edd8346856ec86f3dce1a1865c57ac27b50a0c35007f5e7d907";

static uint8_t bytes[400];
static size_t length;

static void describe(struct tree *tree, size_t count)
{
	const struct tlv_data data = {bytes, count};

	tree_start(tree);
	certificate_details(tree, 0, &data);
}

static int read_example(void **state)
{
	struct hex_result r = hex_read(example, strlen(example), bytes, sizeof bytes);

	(void)state;
	length = r.count;
	return r.status == HEX_OK ? 0 : -1;
}

static bool is_problem(const struct tree *tree)
{
	return tree->count > 1 && tree_node(tree, (node_id)(tree->count - 1))->kind == NODE_PROBLEM;
}

static void a_certificate_says_whose_it_is(void **state)
{
	static const char *const want[][2] = {
		{"serial number", "56 01 47 4A 2A 8D C3 30"},
		{"signature", "Ed25519"},
		{"issuer", "CN=\"IETF Test Demo\""},
		{"valid from", "2016-08-01 12:19:24 UTC"},
		{"valid until", "2040-12-31 23:59:59 UTC"},
		{"subject", "CN=\"IETF Test Demo\""},
		{"public key", "X25519"},
	};
	struct tree tree = {0};

	(void)state;
	describe(&tree, length);
	assert_int_equal(tree.count, 1 + LENGTH(want));
	for (size_t i = 0; i < LENGTH(want); i++) {
		const struct node *node = tree_node(&tree, (node_id)(i + 1));

		assert_string_equal(tree_name(&tree, node), want[i][0]);
		assert_string_equal(tree_text(&tree, node), want[i][1]);
	}
	tree_free(&tree);
}

static void what_is_cut_off_is_a_problem(void **state)
{
	struct tree tree = {0};

	(void)state;
	for (size_t count = 1; count < length; count++) {
		describe(&tree, count);
		assert_true(is_problem(&tree));
	}
	describe(&tree, 0);
	assert_int_equal(tree.count, 1);
	tree_free(&tree);
}

/* Each byte of the part that is read, turned over: nothing is read outside, and a tag or length
 * that does not fit is a problem. */
static void what_is_damaged_is_survived(void **state)
{
	struct tree tree = {0};
	size_t found = 0;

	(void)state;
	for (size_t at = 0; at < length; at++) {
		bytes[at] ^= 0xFF;
		describe(&tree, length);
		found += is_problem(&tree);
		bytes[at] ^= 0xFF;
	}
	assert_true(found > 60);
	tree_free(&tree);
}

static void a_compressed_one_is_not_read(void **state)
{
	struct tree tree = {0};

	(void)state;
	bytes[0] = 0x1F;
	bytes[1] = 0x8B;
	describe(&tree, length);
	assert_int_equal(tree.count, 2);
	assert_string_equal(tree_text(&tree, tree_node(&tree, 1)), "compressed (gzip)");
	tree_free(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_certificate_says_whose_it_is, read_example),
		cmocka_unit_test_setup(what_is_cut_off_is_a_problem, read_example),
		cmocka_unit_test_setup(what_is_damaged_is_survived, read_example),
		cmocka_unit_test_setup(a_compressed_one_is_not_read, read_example),
	};

	return cmocka_run_group_tests_name("certificate", tests, NULL, NULL);
}
