/* The outline of certificates: the example of RFC 8410, and data that is not a certificate. */
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

/* Made by "openssl req": RSA with 512 bits, for "Zo\xC3\xAB" in UTF-16, valid until after 2049; and
 * P-256. */
static const char rsa[] =
	"3082010d3081b8020107300d06092a864886f70d01010b05003011310f300d06035504031e06005a006f00eb"
	"3020170d3236313132393233333334385a180f32313236313130353233333334385a3011310f300d06035504"
	"031e06005a006f00eb305c300d06092a864886f70d0101010500034b003048024100cc628ba2870da957854a"
	"34e77ba9ecefe784e65602e7db296c5ada285db3a88e13b3cdbc7ce3c1e1d62312259ffa71e7b51aa610f6c7"
	"f4f11000c618d2c1a04d0203010001300d06092a864886f70d01010b0500034100006507ad4a86df57e7aa09"
	"a2958ea9e445b42f80eddf0ed92022b6eef160f9bfb23e71fc2191cdce227243568eddf30f4cebe75b5d9cbe"
	"909fcea8352715c076";
static const char ec[] =
	"308201983082013ea003020102020101300a06082a8648ce3d040302302b310b300906035504061302444531"
	"10300e060355040a0c074578616d706c65310a300806035504030c0178301e170d3236313132393233333335"
	"375a170d3236313230363233333335375a302b310b30090603550406130244453110300e060355040a0c0745"
	"78616d706c65310a300806035504030c01783059301306072a8648ce3d020106082a8648ce3d030107034200"
	"045742b0a4a361a7b3a1e130b3eb2d175a3cc2ad3e6be97636974fcb1dbdc21716311d062e558b2cdf6cc538"
	"162291b93d9b2c294336218e5ca8763977809058dca3533051301d0603551d0e04160414a81d4a78fd4aacd0"
	"b1cc3271ddc031fd9812420f301f0603551d23041830168014a81d4a78fd4aacd0b1cc3271ddc031fd981242"
	"0f300f0603551d130101ff040530030101ff300a06082a8648ce3d040302034800304502206daae12e9cdd3e"
	"59b0095eddf22815a04a89072fb6a484cb60e597e57224d2320221009219a2214ffd95bd931a07affffacc9e"
	"fcfd0b6331ac7de86127df1a9c9f21a7";

static uint8_t bytes[500];
static size_t length;

static void describe(struct tree *tree, size_t count)
{
	const struct tlv_data data = {bytes, count};

	tree_start(tree);
	certificate_details(tree, 0, &data);
}

static bool read_hex(const char *hex)
{
	struct hex_result r = hex_read(hex, strlen(hex), bytes, sizeof bytes);

	length = r.count;
	return r.status == HEX_OK;
}

static int read_example(void **state)
{
	(void)state;
	return read_hex(example) ? 0 : -1;
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

/* Returns the text of the first line with this name, as openssl prints it. */
static void line_is(const struct tree *tree, const char *name, const char *text)
{
	for (size_t i = 1; i < tree->count; i++)
		if (strcmp(tree_name(tree, tree_node(tree, (node_id)i)), name) == 0) {
			assert_string_equal(tree_text(tree, tree_node(tree, (node_id)i)), text);
			return;
		}
	fail_msg("no %s", name);
}

static void keys_and_texts_of_other_kinds(void **state)
{
	enum { MODULUS_AT = 119 };
	struct tree tree = {0};

	(void)state;
	assert_true(read_hex(rsa));
	describe(&tree, length);
	assert_false(is_problem(&tree));
	line_is(&tree, "serial number", "07");
	line_is(&tree, "signature", "RSA with SHA-256");
	line_is(&tree, "issuer", "CN=\"Zo\xC3\xAB\"");
	line_is(&tree, "valid until", "2126-11-05 23:33:48 UTC");
	line_is(&tree, "public key", "RSA, 512 bits");
	/* a modulus with one bit less, of 0, and without bytes */
	bytes[MODULUS_AT + 3] = 0x4C;
	describe(&tree, length);
	line_is(&tree, "public key", "RSA, 511 bits");
	bytes[MODULUS_AT + 3] = 0xCC;
	assert_memory_equal(bytes + MODULUS_AT, "\x02\x41\x00\xCC", 4);
	memset(bytes + MODULUS_AT + 2, 0, 0x41);
	describe(&tree, length);
	line_is(&tree, "public key", "RSA");
	bytes[MODULUS_AT] = 0x04;
	describe(&tree, length);
	line_is(&tree, "public key", "RSA");
	assert_true(read_hex(ec));
	describe(&tree, length);
	assert_false(is_problem(&tree));
	line_is(&tree, "signature", "ECDSA with SHA-256");
	line_is(&tree, "subject", "C=\"DE\", O=\"Example\", CN=\"x\"");
	line_is(&tree, "public key", "EC, NIST P-256");
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

/* Each byte of the part that is parsed is inverted: nothing outside is read, and an impossible tag
 * or length is a problem. */
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

/* RFC 5280, 4.1 and 5.1: a list of revoked certificates is signed in the same way, and so is a
 * request for one (RFC 2986, 4). */
static void what_is_signed_otherwise_is_none(void **state)
{
	/* made by "openssl ca -gencrl" and "openssl req -new", with Ed25519 */
	static const char list[] =
		"3081923046020101300506032b6570300c310a300806035504030c0163170d32363131333031"
		"34313935385a170d3236313233303134313935385aa00e300c300a0603551d14040302010130"
		"0506032b6570034100967204150e2d5c06610f8f3388d5a94d99947fcd0857fe8a997f4f5c3d"
		"75e831f03b75f5eeeec7e9946f9932438e98514bd66bcb54b7b26dcf62826637196e06";
	static const char request[] =
		"30818b303f020100300c310a300806035504030c0163302a300506032b6570032100ca4c1b20"
		"1420002334263b1f96f5a865ccab9ffacea0ee0e0c7c4adfa151f77ba000300506032b657003"
		"41009c3396b95f29b68eacc05d5095c54fe57a8d7a008fddde4e57544206d80c89800ca4fdb1"
		"286e7e3747304642d385eb32159ae1d85aa29ea3a0226b1e0a52ef02";

	(void)state;
	assert_true(certificate_is(bytes, length));
	for (size_t count = 0; count < length; count++)
		assert_false(certificate_is(bytes, count));
	assert_false(certificate_is(bytes, length + 1));
	assert_true(read_hex(rsa));
	assert_true(certificate_is(bytes, length));
	assert_true(read_hex(ec));
	assert_true(certificate_is(bytes, length));
	assert_true(read_hex(list));
	assert_false(certificate_is(bytes, length));
	assert_true(read_hex(request));
	assert_false(certificate_is(bytes, length));
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
		cmocka_unit_test(keys_and_texts_of_other_kinds),
		cmocka_unit_test_setup(what_is_cut_off_is_a_problem, read_example),
		cmocka_unit_test_setup(what_is_damaged_is_survived, read_example),
		cmocka_unit_test_setup(what_is_signed_otherwise_is_none, read_example),
		cmocka_unit_test_setup(a_compressed_one_is_not_read, read_example),
	};

	return cmocka_run_group_tests_name("certificate", tests, NULL, NULL);
}
