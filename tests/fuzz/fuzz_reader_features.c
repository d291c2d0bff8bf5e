/* A reader's response with its features: any bytes. */
#include "reader/reader_features.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader_features features;
	struct reader_properties properties;

	reader_features_parse(&features, data, size);
	assert(features.count <= FEATURES_MAX && features.count <= size / 6);
	reader_properties_parse(&properties, data, size);
	assert(strnlen(properties.firmware, PROPERTY_TEXT_MAX) < PROPERTY_TEXT_MAX);
	reader_display_parse(&properties, data, size);
	reader_pin_parse(&properties, data, size);
	return 0;
}
