/* A reader's features beyond exchanging APDUs: PC/SC part 10 (2.02.09), the responses to
 * CM_IOCTL_GET_FEATURE_REQUEST (2.3) and FEATURE_GET_TLV_PROPERTIES (2.6.14). */
#ifndef READER_READER_FEATURES_H
#define READER_READER_FEATURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The function number of CM_IOCTL_GET_FEATURE_REQUEST (2.2), for pcsc_control_code. */
enum { FEATURE_REQUEST = 3400 };

/* Tags of features. */
enum {
	FEATURE_VERIFY_PIN_START = 0x01,
	FEATURE_MODIFY_PIN_START = 0x03,
	FEATURE_VERIFY_PIN_DIRECT = 0x06,
	FEATURE_MODIFY_PIN_DIRECT = 0x07,
	FEATURE_IFD_PIN_PROPERTIES = 0x0A,
	FEATURE_IFD_DISPLAY_PROPERTIES = 0x11,
	FEATURE_GET_TLV_PROPERTIES = 0x12,
	FEATURE_EXECUTE_PACE = 0x20,

	FEATURES_MAX = 64,
};

struct reader_feature {
	uint8_t tag;
	uint32_t control; /* the code for SCardControl */
};

struct reader_features {
	struct reader_feature list[FEATURES_MAX]; /* as the reader gives them, each tag once */
	size_t count;
};

/* Fills features from the response of length bytes to CM_IOCTL_GET_FEATURE_REQUEST; skips entries
 * that are truncated or have an unexpected length. */
void reader_features_parse(struct reader_features *features, const uint8_t *bytes, size_t length);
/* Returns the control code of a feature; 0 if the reader does not have it. */
uint32_t reader_features_control(const struct reader_features *features, uint8_t tag);
/* Returns the name of a feature: "verify PIN"; NULL if the tag is not assigned. */
const char *reader_feature_name(uint8_t tag);

enum {
	PROPERTY_TEXT_MAX = 64,
	/* of dwMaxAPDUDataSize: 0, and the reserved values up to here, allow short APDUs only */
	PROPERTY_SHORT_MAX = 256,
};

struct reader_properties {
	bool has_lines, has_characters, has_max_apdu; /* 0 is a value of these */
	uint16_t lines, characters;                   /* of the display; 0 lines: no display */
	uint32_t max_apdu;                            /* bytes of data; see PROPERTY_SHORT_MAX */
	uint8_t min_pin, max_pin;         /* digits the PIN pad accepts; 0: not reported */
	uint16_t vendor, product;         /* of USB; 0: not reported */
	char firmware[PROPERTY_TEXT_MAX]; /* untrusted; "": not reported */
};

/* Fills properties from the response of length bytes to FEATURE_GET_TLV_PROPERTIES in the same way;
 * if a tag occurs twice, the first one counts. */
void reader_properties_parse(struct reader_properties *properties, const uint8_t *bytes,
                             size_t length);
/* Adds the response to FEATURE_IFD_DISPLAY_PROPERTIES, of readers without TLV properties. Sets only
 * what properties does not contain yet. */
void reader_display_parse(struct reader_properties *properties, const uint8_t *bytes,
                          size_t length);
/* Does the same for the response to FEATURE_IFD_PIN_PROPERTIES. */
void reader_pin_parse(struct reader_properties *properties, const uint8_t *bytes, size_t length);

#endif
