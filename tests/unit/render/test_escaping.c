/* Text from outside in XML and HTML, and addresses of web pages in it. */
#include "render/address.h"
#include "render/xml_escaped.h"

#include "../test.h"

#include <stdio.h>
#include <stdlib.h>

static void expect_xml(struct span text, const char *expected)
{
	char *written = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&written, &length);

	assert_non_null(out);
	put_xml(out, text);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(written, expected);
	free(written);
}

#define REPLACED "\xEF\xBF\xBD"

/* XML 1.0, 2.2 lists the characters of a document, 2.4 what is written in another way. */
static void xml_has_its_characters_alone(void **state)
{
	(void)state;
	expect_xml(span_of("<a href=\"x\" title='y'>&amp;"),
	           "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
	expect_xml(span_of("tab\t line\n return\r"), "tab\t line\n return\r");
	expect_xml(span_of("\x01\x08\x0B\x0C\x0E\x1F "),
	           REPLACED REPLACED REPLACED REPLACED REPLACED REPLACED " ");
	expect_xml((struct span){"a\0b", 3}, "a" REPLACED "b");
	/* U+FFFD, U+FFFE, U+FFFF, U+10000 */
	expect_xml(span_of("\xEF\xBF\xBD\xEF\xBF\xBE\xEF\xBF\xBF\xF0\x90\x80\x80"),
	           REPLACED REPLACED REPLACED "\xF0\x90\x80\x80");
	/* a surrogate, an overlong form, a lone and a truncated byte are no UTF-8 */
	expect_xml(span_of("\xC3\xBC\x80\xC3"), "\xC3\xBC" REPLACED REPLACED);
}

static void expect_address(const char *line, const char *before, const char *found)
{
	struct address address;

	assert_true(address_find(span_of(line), &address));
	assert_string_equal(address.before, before);
	assert_int_equal(address.length, strlen(found));
	assert_memory_equal(line + address.at, found, address.length);
}

static void addresses_end_where_a_reader_ends_them(void **state)
{
	struct address address;

	(void)state;
	expect_address("http://example.org/a", "", "http://example.org/a");
	expect_address("see HTTPS://example.org/a?b=c!", "", "HTTPS://example.org/a?b=c");
	expect_address("(www.example.org).", "http://", "www.example.org");
	expect_address("www.example.org/\"quoted\"", "http://", "www.example.org/");
	expect_address("www.example.org/<b>", "http://", "www.example.org/");
	expect_address("www.example.org\tnext", "http://", "www.example.org");
	expect_address("http://...", "", "http://");
	assert_false(address_find(span_of("ftp://example.org"), &address));
	assert_false(address_find(span_of("xwww.example.org"), &address));
	assert_false(address_find(span_of("http://"), &address));
	assert_false(address_find(span_of(""), &address));
	assert_true(address_begins(span_of("www.example.org")));
	assert_false(address_begins(span_of(" www.example.org")));
}

/* RFC 3986, 2: a URI has letters, digits and -._~ : / ? # [ ] @ ! $ & ' ( ) * + , ; = and %; the
 * brackets stand only around an IPv6 address, which no name of a card has. */
static void bytes_that_no_uri_has_are_encoded(void **state)
{
	static const char kept[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
				   "-._~:/?#@!$&'()*+,;=%";
	char out[4], expected[4];

	(void)state;
	for (int byte = 1; byte < 256; byte++) {
		(void)snprintf(expected, sizeof expected,
		               strchr(kept, byte) != NULL ? "%c" : "%%%02X", byte);
		assert_string_equal(address_byte(out, (char)byte), expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(xml_has_its_characters_alone),
		cmocka_unit_test(addresses_end_where_a_reader_ends_them),
		cmocka_unit_test(bytes_that_no_uri_has_are_encoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
