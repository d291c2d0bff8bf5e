/* What a reader can do beyond exchanging APDUs: PC/SC part 10 (2.02.09), the answers to
 * CM_IOCTL_GET_FEATURE_REQUEST (2.3) and FEATURE_GET_TLV_PROPERTIES (2.6.14). */
#ifndef READER_READER_FEATURES_H
#define READER_READER_FEATURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Tags of features that are looked at one by one. */
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

/* Takes what can be read: entries that are cut off or of another length are left out. */
void reader_features_parse(struct reader_features *features, const uint8_t *bytes, size_t length);
/* The control code of a feature; 0 where the reader has it not. */
uint32_t reader_features_control(const struct reader_features *features, uint8_t tag);
/* "verify PIN"; NULL where the tag is not assigned. */
const char *reader_feature_name(uint8_t tag);

enum {
	PROPERTY_TEXT_MAX = 64,
	/* of dwMaxAPDUDataSize: 0, and the reserved values up to here, allow short APDUs only */
	PROPERTY_SHORT_MAX = 256,
};

struct reader_properties {
	bool has_lines, has_characters, has_max_apdu; /* 0 is a value of these */
	uint16_t lines, characters;                   /* of the display; 0 lines: there is none */
	uint32_t max_apdu;                            /* bytes of data; see PROPERTY_SHORT_MAX */
	uint8_t min_pin, max_pin;                     /* that the PIN pad takes; 0 not told */
	uint16_t vendor, product;                     /* of USB; 0 not told */
	char firmware[PROPERTY_TEXT_MAX];             /* from outside; "" not told */
};

/* The same; of a tag that comes twice the first counts. */
void reader_properties_parse(struct reader_properties *properties, const uint8_t *bytes,
                             size_t length);
/* What IFD_DISPLAY_PROPERTIES and IFD_PIN_PROPERTIES answer, of readers that have not the above:
 * they add to properties what these do not hold yet. */
void reader_display_parse(struct reader_properties *properties, const uint8_t *bytes,
                          size_t length);
void reader_pin_parse(struct reader_properties *properties, const uint8_t *bytes, size_t length);

#endif
