/* reader/describe_ccid: the description of a reader. */
#include "test.h"
#include "usb_device.h"

#include "reader/ccid_check.h"
#include "reader/describe_ccid.h"

static struct usb_interface_descriptor interface = {.class = USB_CLASS_CCID};
static struct ccid ccid;
static struct tree tree;

static void read_reader(void)
{
	static struct usb_bytes bytes;

	bytes.length = 0;
	usb_ccid(&bytes);
	ccid_read(&ccid, bytes.bytes, bytes.length);
}

/* Returns the text of the line with this name; "" if there is none. */
static const char *line(const char *name)
{
	tree_start(&tree);
	describe_ccid(&tree, 0, &interface, &ccid);
	assert_false(tree.failed);
	for (node_id id = tree_node(&tree, 0)->first_child; id != 0;
	     id = tree_node(&tree, id)->next)
		if (strcmp(tree_name(&tree, tree_node(&tree, id)), name) == 0)
			return tree_text(&tree, tree_node(&tree, id));
	return "";
}

/* CCID 3.2, and ISO/IEC 7816-3:2006, 12.1.3: T=0 supports extended APDUs only with ENVELOPE. */
static void levels(void **state)
{
	static const struct {
		uint32_t features, protocols;
		const char *text;
	} cases[] = {
		{0, 1, "character; extended APDUs over T=0 only in ENVELOPE"},
		{CCID_LEVEL_TPDU, 2, "TPDU; extended APDUs over T=1"},
		{CCID_LEVEL_TPDU, 3, "TPDU; extended APDUs over T=1, over T=0 only in ENVELOPE"},
		{CCID_LEVEL_TPDU, 0, "TPDU"},
		{CCID_LEVEL_SHORT, 3,
	         "short APDU; no extended APDUs: at most 255 bytes of data in a command"},
		{CCID_LEVEL_EXTENDED, 3,
	         "short and extended APDU; extended APDUs, in messages of up to 261 bytes"},
		{CCID_LEVEL_TPDU | CCID_LEVEL_SHORT, 3, "unknown: more than one is set"},
	};

	(void)state;
	read_reader();
	for (size_t i = 0; i < LENGTH(cases); i++) {
		ccid.value[CCID_FEATURES] = cases[i].features;
		ccid.value[CCID_PROTOCOLS] = cases[i].protocols;
		assert_string_equal(line("exchange level"), cases[i].text);
	}
}

/* ISO/IEC 7816-3:2006, tables 7 and 8. */
static void rates(void **state)
{
	(void)state;
	read_reader();
	assert_string_equal(line("speed"), "up to 412903 bit/s; at 4 MHz up to 344086 (TA1 16)");
	assert_string_equal(line("TA1 supported"), "all except 07 17 27 97");
	ccid.value[CCID_NUM_DATA_RATES] = 53;
	assert_string_equal(line("TA1 supported"), "all except 07 17 27 97, if among its 53 rates");
	ccid.value[CCID_NUM_DATA_RATES] = 1;
	ccid.value[CCID_MAX_DATA_RATE] = 1000000;
	assert_string_equal(line("TA1 supported"), "all");
	ccid.value[CCID_DEFAULT_CLOCK] = 16000; /* f(max) is that high only with Fi 5, 6 and D */
	ccid.value[CCID_MAX_DATA_RATE] = 43011;
	assert_string_equal(line("TA1 supported"), "51-53 61-63 D1-D3");
	ccid.value[CCID_DEFAULT_CLOCK] = 27120;
	assert_string_equal(line("TA1 supported"), "none");
	assert_string_equal(line("speed"), "up to 43011 bit/s");
	ccid.value[CCID_FEATURES] |= CCID_USB_ICC;
	assert_string_equal(line("TA1 supported"), "");
	assert_string_equal(line("kind"), "token (ICCD), bulk transfers");
}

static void others(void **state)
{
	(void)state;
	read_reader();
	assert_string_equal(line("slots"), "1");
	assert_string_equal(line("voltages"), "5.0 V, 3.0 V, 1.8 V (classes A, B, C)");
	ccid.value[CCID_VOLTAGE_SUPPORT] = CCID_VOLTS_3;
	assert_string_equal(line("voltages"), "3.0 V (class B)");
	ccid.value[CCID_VOLTAGE_SUPPORT] = 0;
	assert_string_equal(line("voltages"), "none");
	ccid.value[CCID_MAX_SLOT_INDEX] = 4;
	ccid.value[CCID_MAX_BUSY_SLOTS] = 2;
	assert_string_equal(line("slots"), "5, 2 at a time");
	ccid.length = 5; /* up to the slots */
	assert_string_equal(line("slots"), "5");
	assert_string_equal(line("exchange level"), "");
	assert_string_equal(line("PIN pad"), "");
	tree_free(&tree);
}

/* dwProtocols 0 is a warning; a clock of 900 kHz, less than the minimum of ISO/IEC 7816-3, 5.2.3,
 * is information. */
static void problems(void **state)
{
	struct ccid_problems found = {.count = 0};
	struct usb_interface_descriptor whole = interface;
	struct usb_bytes bytes = {.length = 0};
	size_t all = 0;

	(void)state;
	read_reader();
	whole.ccid = usb_ccid(&bytes);
	whole.ccid_length = CCID_LENGTH;
	ccid.value[CCID_PROTOCOLS] = 0;
	ccid.value[CCID_DEFAULT_CLOCK] = 900;
	ccid_check(&found, &whole, &ccid);
	for (int least = SEVERITY_INFO; least <= SEVERITY_ERROR; least++) {
		size_t want = 0;

		tree_start(&tree);
		describe_ccid_problems(&tree, 0, &found, (enum severity)least);
		for (size_t i = 0; i < found.count; i++)
			want += (int)found.list[i].kind->severity >= least;
		assert_int_equal(tree.count, 1 + want);
		all += want;
		for (size_t i = 1; i < tree.count; i++)
			assert_int_equal(tree_node(&tree, (node_id)i)->kind, NODE_PROBLEM);
	}
	assert_true(found.count < all && all < 2 * found.count);
	tree_free(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels),
		cmocka_unit_test(rates),
		cmocka_unit_test(others),
		cmocka_unit_test(problems),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
