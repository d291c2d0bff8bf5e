/* Hex text: bytes that were read are written, and read again as the same bytes. */
#include "base/bytes.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t bytes[512], again[512];
	char text[3 * sizeof bytes + 1];
	struct hex_result r = hex_read((const char *)data, size, bytes, sizeof bytes);

	assert(r.count <= sizeof bytes && r.at <= size);
	assert(hex_status_text(r.status)[0] != '\0');
	assert((r.status == HEX_OK) == (r.at == size && r.count > 0));
	struct hex_result source = hex_read_source((const char *)data, size, again, sizeof again);
	assert(source.count <= sizeof again && source.at <= size);
	assert(r.status != HEX_OK || (source.status == HEX_OK && source.count == r.count));
	size_t length = hex_write_spaced(text, bytes, r.count);
	struct hex_result second = hex_read(text, length, again, sizeof again);
	assert(second.count == r.count && memcmp(bytes, again, r.count) == 0);
	return 0;
}
