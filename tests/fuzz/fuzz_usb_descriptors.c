/* What the kernel provides about a USB device: any bytes. */
#include "reader/describe_ccid.h"
#include "render/reader/ccid_json.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void describe(const struct ccid *ccid)
{
	struct words words;

	for (unsigned i = 0; i < CCID_FIELD_COUNT; i++) {
		words = (struct words){0};
		ccid_field_text(&words, ccid, i);
		assert(words.length > 0);
	}
	for (unsigned ta1 = 0; ta1 < 0x100; ta1++)
		ccid_ta1_rate(ccid, ta1);
}

/* As text and as JSON, which are discarded. */
static void show(const struct usb_interface_descriptor *interface, const struct ccid *ccid,
                 const struct ccid_problems *problems)
{
	struct tree tree = {0};
	struct json *json = json_new();
	FILE *out = fmemopen(NULL, 1 << 16, "w");

	assert(json != NULL && out != NULL);
	tree_start(&tree);
	describe_ccid(&tree, 0, interface, ccid);
	describe_ccid_fields(&tree, 0, interface, ccid);
	describe_ccid_problems(&tree, 0, problems, SEVERITY_INFO);
	render_ccid_json(json, interface, ccid, problems, "");
	assert(!tree.failed && json_write(json, out));
	fclose(out);
	json_free(&json);
	tree_free(&tree);
}

static void check(const struct problem *problem, size_t size)
{
	char text[160];

	assert(problem->offset < size);
	assert(problem_text(problem, text, sizeof text) < sizeof text - 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct usb_descriptors descriptors;
	struct usb_interface_descriptor interface;
	struct ccid_problems problems = {0};
	struct ccid ccid;
	size_t count = 0;

	usb_descriptors_start(&descriptors, data, size);
	while (usb_descriptors_next(&descriptors, &interface)) {
		assert(++count <= size / 9);
		assert(interface.ccid_length <= size - interface.ccid_offset);
		ccid_read(&ccid, interface.ccid, interface.ccid_length);
		ccid_check(&problems, &interface, &ccid);
		describe(&ccid);
		show(&interface, &ccid, &problems);
	}
	ccid_check_end(&problems, &descriptors);
	for (size_t i = 0; size > 0 && i < problems.count; i++)
		check(&problems.list[i], size);
	return 0;
}
