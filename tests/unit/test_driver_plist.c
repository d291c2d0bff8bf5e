/* reader/driver_plist: which devices a driver is for. */
#include "test.h"

#include "reader/driver_plist.h"

#include <string.h>

static const char plist[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist>\n<plist "
	"version=\"1.0\">\n<dict>\n"
	"\t<key>CFBundleShortVersionString</key>\n\t<string>1.5.2</string>\n"
	"\t<!-- <key>ifdVendorID</key><array><string>0x9999</string></array> -->\n"
	"\t<key>ifdVendorID</key>\n\t<array>\n\t\t<string>0x08E6</string>\n"
	"\t\t<!-- <string>0x0001</string> -->\n\t\t<string>0x076b</string>\n\t</array>\n"
	"\t<key>ifdProductID</key>\n\t<array>\n\t\t<string>0x2202</string>\n"
	"\t\t<string>0x3031</string>\n\t</array>\n"
	"\t<key>ifdFriendlyName</key>\n\t<array><string>A</string><string>B</string></array>\n"
	"</dict>\n</plist>\n";

static bool lists_within(const char *text, size_t length, uint16_t vendor, uint16_t product)
{
	uint16_t nearest;

	return driver_plist_nearest(text, length, vendor, product, &nearest) && nearest == product;
}

static bool lists(const char *text, uint16_t vendor, uint16_t product)
{
	return lists_within(text, strlen(text), vendor, product);
}

static void pairs(void **state)
{
	(void)state;
	assert_true(lists(plist, 0x08E6, 0x2202));
	assert_true(lists(plist, 0x076B, 0x3031));
	/* An unterminated comment. */
	assert_false(lists("<key>ifdVendorID</key><!-- <array><string>1</string>", 1, 1));
	/* Both numbers are listed, but not as a pair. */
	assert_false(lists(plist, 0x08E6, 0x3031));
	assert_false(lists(plist, 0x9999, 0x2202));
	assert_false(lists(plist, 0x0001, 0x3031));
}

static void nearest(void **state)
{
	static const char list[] =
		"<key>ifdVendorID</key><array><string>1</string><string>1</string><string>2</"
		"string>"
		"<string>1</string></array><key>ifdProductID</key><array><string>0x10</string>"
		"<string>0x20</string><string>0x18</string><string>odd</string></array>";
	uint16_t product = 0;

	(void)state;
	assert_true(driver_plist_nearest(list, strlen(list), 1, 0x1A, &product));
	assert_int_equal(product, 0x20);
	assert_true(driver_plist_nearest(list, strlen(list), 1, 0x18, &product)); /* the first */
	assert_int_equal(product, 0x10);
	assert_true(driver_plist_nearest(list, strlen(list), 2, 0x18, &product)); /* itself */
	assert_int_equal(product, 0x18);
	assert_false(driver_plist_nearest(list, strlen(list), 3, 0x18, &product));
}

static void strings(void **state)
{
	char out[8], narrow[3];

	(void)state;
	assert_true(driver_plist_string(plist, strlen(plist), "CFBundleShortVersionString", out,
	                                sizeof out));
	assert_string_equal(out, "1.5.2");
	assert_true(driver_plist_string(plist, strlen(plist), "CFBundleShortVersionString", narrow,
	                                sizeof narrow));
	assert_string_equal(narrow, "1.");
	assert_false(driver_plist_string(plist, strlen(plist), "ifdVendorID", out, sizeof out));
	assert_false(driver_plist_string(plist, strlen(plist), "Nothing", out, sizeof out));
	assert_string_equal(out, "");
}

static void reader_names(void **state)
{
	static const char short_list[] =
		"<key>ifdVendorID</key><array><string>1</string><string>2</string></array>"
		"<key>ifdProductID</key><array><string>3</string><string>4</string></array>"
		"<key>ifdFriendlyName</key><array><string>Tom &amp; Co &lt;</string></array>";
	char name[32], narrow[4];

	(void)state;
	assert_true(
		driver_plist_reader_name(plist, strlen(plist), 0x08E6, 0x2202, name, sizeof name));
	assert_string_equal(name, "A");
	assert_true(
		driver_plist_reader_name(plist, strlen(plist), 0x076B, 0x3031, name, sizeof name));
	assert_string_equal(name, "B");
	assert_false(
		driver_plist_reader_name(plist, strlen(plist), 0x08E6, 0x3031, name, sizeof name));
	assert_string_equal(name, "");
	assert_true(
		driver_plist_reader_name(short_list, strlen(short_list), 1, 3, name, sizeof name));
	assert_string_equal(name, "Tom & Co &lt;");
	assert_true(driver_plist_reader_name(short_list, strlen(short_list), 1, 3, narrow,
	                                     sizeof narrow));
	assert_string_equal(narrow, "Tom");
	/* The second device has no name. */
	assert_false(
		driver_plist_reader_name(short_list, strlen(short_list), 2, 4, name, sizeof name));
	assert_string_equal(name, "");
}

/* Truncated anywhere, it lists no more than the complete file, and nothing is read past its end. */
static void cut_off(void **state)
{
	char copy[sizeof plist];

	(void)state;
	for (size_t length = 0; length < sizeof plist; length++) {
		memset(copy, 'x', sizeof copy);
		memcpy(copy, plist, length);
		assert_false(lists_within(copy, length, 0x08E6, 0x3031));
		if (lists_within(copy, length, 0x08E6, 0x2202))
			assert_true(length > (size_t)(strstr(plist, "0x2202") - plist));
	}
}

static void nonsense(void **state)
{
	(void)state;
	assert_false(lists("", 1, 1));
	assert_false(lists("<", 1, 1));
	assert_false(lists("<!--", 1, 1));
	assert_false(lists("<key>ifdVendorID</key><string>0x0001</string>", 1, 1));
	assert_false(lists("<key>ifdVendorID</key><array><string>0x0001</string>"
	                   "<key>ifdProductID</key><array><string>1 </string>",
	                   1, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs),   cmocka_unit_test(nearest),
		cmocka_unit_test(strings), cmocka_unit_test(reader_names),
		cmocka_unit_test(cut_off), cmocka_unit_test(nonsense),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
