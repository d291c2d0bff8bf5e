/* A driver's Info.plist: any text is read up to its end, and no further. */
#include "reader/driver_plist.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	char value[16];

	uint16_t product = 0x2203;
	bool near = driver_plist_nearest(text, size, 0x08E6, 0x2202, &product);
	assert(near || product == 0x2203);
	bool listed = near && product == 0x2202;
	assert(!near || size > strlen("ifdVendorIDifdProductID"));
	bool found =
		driver_plist_string(text, size, "CFBundleShortVersionString", value, sizeof value);
	assert(found || value[0] == '\0');
	assert(strnlen(value, sizeof value) < sizeof value);
	found = driver_plist_reader_name(text, size, 0x08E6, 0x2202, value, sizeof value);
	assert(listed || !found);
	assert(found || value[0] == '\0');
	assert(strnlen(value, sizeof value) < sizeof value);
	return 0;
}
