#include "reader/attribute.h"

#include "base/nearest.h"

#include <string.h>
#include <strings.h>

/* PC/SC part 3, table 3-1; those of class 7FFF are defined by Microsoft and pcsc-lite. */
static const struct attribute_row attributes[] = {
	{0x00010100, "VENDOR_NAME", true},
	{0x00010101, "VENDOR_IFD_TYPE", true},
	{0x00010102, "VENDOR_IFD_VERSION", false},
	{0x00010103, "VENDOR_IFD_SERIAL_NO", true},
	{0x00020110, "CHANNEL_ID", false},
	{0x00030120, "ASYNC_PROTOCOL_TYPES", false},
	{0x00030121, "DEFAULT_CLK", false},
	{0x00030122, "MAX_CLK", false},
	{0x00030123, "DEFAULT_DATA_RATE", false},
	{0x00030124, "MAX_DATA_RATE", false},
	{0x00030125, "MAX_IFSD", false},
	{0x00030126, "SYNC_PROTOCOL_TYPES", false},
	{0x00040131, "POWER_MGMT_SUPPORT", false},
	{0x00050140, "USER_TO_CARD_AUTH_DEVICE", false},
	{0x00050142, "USER_AUTH_INPUT_DEVICE", false},
	{0x00060150, "CHARACTERISTICS", false},
	{0x00080201, "CURRENT_PROTOCOL_TYPE", false},
	{0x00080202, "CURRENT_CLK", false},
	{0x00080203, "CURRENT_F", false},
	{0x00080204, "CURRENT_D", false},
	{0x00080205, "CURRENT_N", false},
	{0x00080206, "CURRENT_W", false},
	{0x00080207, "CURRENT_IFSC", false},
	{0x00080208, "CURRENT_IFSD", false},
	{0x00080209, "CURRENT_BWT", false},
	{0x0008020A, "CURRENT_CWT", false},
	{0x0008020B, "CURRENT_EBC_ENCODING", false},
	{0x0008020C, "EXTENDED_BWT", false},
	{0x00090300, "ICC_PRESENCE", false},
	{0x00090301, "ICC_INTERFACE_STATUS", false},
	{0x00090302, "CURRENT_IO_STATE", false},
	{0x00090303, "ATR_STRING", false},
	{0x00090304, "ICC_TYPE_PER_ATR", false},
	{0x0007A000, "ESC_RESET", false},
	{0x0007A003, "ESC_CANCEL", false},
	{0x0007A005, "ESC_AUTHREQUEST", false},
	{0x0007A007, "MAXINPUT", false},
	{0x7FFF0001, "DEVICE_UNIT", false},
	{0x7FFF0002, "DEVICE_IN_USE", false},
	{0x7FFF0003, "DEVICE_FRIENDLY_NAME", true},
	{0x7FFF0004, "DEVICE_SYSTEM_NAME", true},
	{0x7FFF0007, "SUPRESS_T1_IFS_REQUEST", false},
};

enum { COUNT = sizeof attributes / sizeof *attributes };

const struct attribute_row *attribute_named(struct span name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (strlen(attributes[i].name) == name.length &&
		    strncasecmp(attributes[i].name, name.text, name.length) == 0)
			return &attributes[i];
	return NULL;
}

const char *attribute_nearest(struct span name)
{
	struct nearest nearest = nearest_to(name);

	for (size_t i = 0; i < COUNT; i++)
		nearest_offer(&nearest, attributes[i].name);
	return nearest.best;
}

const struct attribute_row *attribute_row(uint32_t tag)
{
	for (size_t i = 0; i < COUNT; i++)
		if (attributes[i].tag == tag)
			return &attributes[i];
	return NULL;
}
