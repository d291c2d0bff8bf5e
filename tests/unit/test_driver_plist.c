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

static bool lists(const char *text, uint16_t vendor, uint16_t product)
{
	return driver_plist_lists(text, strlen(text), vendor, product);
}

static void pairs(void **state)
{
	(void)state;
	assert_true(lists(plist, 0x08E6, 0x2202));
	assert_true(lists(plist, 0x076B, 0x3031));
	/* Both are there, but not as a pair. */
	assert_false(lists(plist, 0x08E6, 0x3031));
	assert_false(lists(plist, 0x9999, 0x2202));
	assert_false(lists(plist, 0x0001, 0x3031));
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

/* Cut off anywhere it lists no more than it did, and nothing is read past its end. */
static void cut_off(void **state)
{
	char copy[sizeof plist];

	(void)state;
	for (size_t length = 0; length < sizeof plist; length++) {
		memset(copy, 'x', sizeof copy);
		memcpy(copy, plist, length);
		assert_false(driver_plist_lists(copy, length, 0x08E6, 0x3031));
		if (driver_plist_lists(copy, length, 0x08E6, 0x2202))
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
		cmocka_unit_test(pairs),
		cmocka_unit_test(strings),
		cmocka_unit_test(cut_off),
		cmocka_unit_test(nonsense),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
