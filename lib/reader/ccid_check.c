#include "reader/ccid_check.h"

#define E SEVERITY_ERROR
#define W SEVERITY_WARNING
#define I SEVERITY_INFO
#define FIELDS "CCID 1.10, table 5.1-1"
#define ICCD "ICCD 1.0, class descriptor"
#define P3 "ISO/IEC 7816-3:2006, "

enum ccid_problem {
	BROKEN,
	NO_DESCRIPTOR,
	OWN_PROTOCOL,
	LENGTH,
	TRUNCATED,
	TYPE_VENDOR,
	VERSION,
	VOLTAGE_NONE,
	VOLTAGE_RESERVED,
	PROTOCOL_NONE,
	PROTOCOL_RESERVED,
	CLOCK_ORDER,
	CLOCK_ACTIVATION,
	RATE_ORDER,
	RATE_DEFAULT,
	IFSD_MISSING,
	IFSD_LARGE,
	LEVELS,
	NEGOTIATION,
	APDU_CONFIGURATION,
	WAKE_UP,
	MESSAGE_SHORT,
	MESSAGE_LONG,
	LCD,
	PIN_RESERVED,
	BUSY_NONE,
	BUSY_MANY,
	TOKEN_SLOTS,
	TOKEN_LEVEL,
	TOKEN_ENDPOINTS,
	TRANSPORT,
	ENDPOINTS,
};

static const struct problem_kind kinds[] = {
	[BROKEN] = {"descriptors-broken", E,
                    "a descriptor of impossible length: the rest cannot be read", "USB 2.0, 9.5"},
	[NO_DESCRIPTOR] = {"ccid-missing", E, "no CCID class descriptor", "CCID 1.10, 5.1"},
	[OWN_PROTOCOL] = {"ccid-none", I,
                          "no CCID class descriptor: the protocol is the driver's own",
                          "CCID 1.10, 5.1"},
	[LENGTH] = {"ccid-length", W, "bLength is %a, expected %b", FIELDS},
	[TRUNCATED] = {"ccid-truncated", E, "truncated: %a of %b bytes", FIELDS},
	[TYPE_VENDOR] = {"ccid-type", I, "bDescriptorType is %1, expected %2", FIELDS},
	[VERSION] = {"version-invalid", I, "bcdCCID is %1%2, which is not BCD", FIELDS},
	[VOLTAGE_NONE] = {"voltage-none", W, "bVoltageSupport has no voltage", FIELDS},
	[VOLTAGE_RESERVED] = {"voltage-reserved", W, "bVoltageSupport is %1: reserved bits are set",
                              FIELDS},
	[PROTOCOL_NONE] = {"protocol-none", W, "dwProtocols has neither T=0 nor T=1", FIELDS},
	[PROTOCOL_RESERVED] = {"protocol-reserved", W, "dwProtocols has reserved bits set", FIELDS},
	[CLOCK_ORDER] = {"clock-order", W, "dwDefaultClock is %a kHz, above dwMaximumClock, %b kHz",
                         FIELDS},
	[CLOCK_ACTIVATION] = {"clock-activation", I,
                              "dwDefaultClock is %a kHz: cards are activated at 1 to 5 MHz",
                              P3 "5.2.3"},
	[RATE_ORDER] = {"rate-order", W, "dwDataRate is %a bit/s, above dwMaxDataRate, %b bit/s",
                        FIELDS},
	[RATE_DEFAULT] = {"rate-default", I,
                          "dwDataRate is %a bit/s, but dwDefaultClock gives %b bit/s at reset",
                          P3 "8.1"},
	[IFSD_MISSING] = {"ifsd-missing", W, "dwMaxIFSD is %a: too small for T=1", P3 "11.4.2"},
	[IFSD_LARGE] = {"ifsd-large", I, "dwMaxIFSD is %a: T=1 has blocks of at most 254 bytes",
                        P3 "11.4.2"},
	[LEVELS] = {"levels", E, "dwFeatures has more than one level of exchange", FIELDS},
	[NEGOTIATION] = {"negotiation", W,
                         "dwFeatures has both automatic negotiation and automatic PPS", FIELDS},
	[APDU_CONFIGURATION] = {"apdu-configuration", I,
                                "dwFeatures has an APDU level without automatic configuration and "
                                "automatic PPS or negotiation",
                                FIELDS},
	[WAKE_UP] = {"wake-up", I,
                     "dwFeatures has USB wake-up, but the configuration has no remote wake-up",
                     FIELDS},
	[MESSAGE_SHORT] = {"message-short", W, "dwMaxCCIDMessageLength is %a: expected at least %b",
                           FIELDS},
	[MESSAGE_LONG] = {"message-long", I, "dwMaxCCIDMessageLength is %a: expected at most %b",
                          FIELDS},
	[LCD] = {"lcd", W, "wLcdLayout is %1%2: lines or characters are 0", FIELDS},
	[PIN_RESERVED] = {"pin-reserved", W, "bPINSupport is %1: reserved bits are set", FIELDS},
	[BUSY_NONE] = {"busy-none", W, "bMaxCCIDBusySlots is 0: expected at least 1", FIELDS},
	[BUSY_MANY] = {"busy-many", W, "bMaxCCIDBusySlots is %a, but the reader has %b slot%S",
                       FIELDS},
	[TOKEN_SLOTS] = {"token-slots", W, "bMaxSlotIndex is %a: a token has one slot", ICCD},
	[TOKEN_LEVEL] = {"token-level", W,
                         "dwFeatures has the TPDU level, which tokens do not have", ICCD},
	[TOKEN_ENDPOINTS] = {"token-endpoints", W,
                             "bInterfaceProtocol is %a, but there are bulk endpoints",
                             "ICCD 1.0, interface descriptor"},
	[TRANSPORT] = {"protocol-unknown", W, "bInterfaceProtocol is %a: expected 0, 1 or 2",
                       "CCID 1.10, 4.3, and ICCD 1.0"},
	[ENDPOINTS] = {"endpoints-missing", W, "no bulk IN and bulk OUT endpoints",
                       "CCID 1.10, 5.2"},
};

struct check {
	struct ccid_problems *problems;
	const struct usb_interface_descriptor *interface;
	const struct ccid *ccid;
};

static void add_problem(struct ccid_problems *problems, enum ccid_problem kind, size_t offset,
                        uint32_t first, uint32_t second)
{
	if (problems->count < CCID_PROBLEMS_MAX)
		problems->list[problems->count++] =
			(struct problem){&kinds[kind], offset, first, second};
}

/* Adds a problem of a field, if the descriptor has the field. */
static void of_field(const struct check *check, bool wrong, enum ccid_problem kind,
                     enum ccid_field_id field, uint32_t first, uint32_t second)
{
	if (wrong && ccid_has(check->ccid, field))
		add_problem(check->problems, kind,
		            check->interface->ccid_offset + ccid_fields[field].offset, first,
		            second);
}

static uint32_t reserved_bits(const struct ccid *ccid, enum ccid_field_id field)
{
	uint32_t value = ccid->value[field];

	for (const struct ccid_bit *bit = ccid_fields[field].bits; bit->mask != 0; bit++)
		value &= ~bit->mask;
	return value;
}

static bool is_bcd(uint32_t value)
{
	for (; value != 0; value >>= 4)
		if ((value & 15) > 9)
			return false;
	return true;
}

static void check_head(const struct check *check)
{
	const struct ccid *ccid = check->ccid;
	uint32_t length = ccid->value[CCID_BLENGTH], version = ccid->value[CCID_VERSION];
	size_t there = check->interface->ccid_length;

	of_field(check, length != CCID_LENGTH, LENGTH, CCID_BLENGTH, length, CCID_LENGTH);
	of_field(check, there < length, TRUNCATED, CCID_BLENGTH, (uint32_t)there, length);
	of_field(check, ccid->value[CCID_DESCRIPTOR_TYPE] != CCID_TYPE, TYPE_VENDOR,
	         CCID_DESCRIPTOR_TYPE, ccid->value[CCID_DESCRIPTOR_TYPE], CCID_TYPE);
	of_field(check, !is_bcd(version), VERSION, CCID_VERSION, version >> 8, version & 0xFF);
}

static void check_card(const struct check *check)
{
	const struct ccid *ccid = check->ccid;
	uint32_t volts = ccid->value[CCID_VOLTAGE_SUPPORT];

	of_field(check, volts == 0, VOLTAGE_NONE, CCID_VOLTAGE_SUPPORT, 0, 0);
	of_field(check, reserved_bits(ccid, CCID_VOLTAGE_SUPPORT) != 0, VOLTAGE_RESERVED,
	         CCID_VOLTAGE_SUPPORT, volts, 0);
	of_field(check, (ccid->value[CCID_PROTOCOLS] & 3) == 0, PROTOCOL_NONE, CCID_PROTOCOLS, 0,
	         0);
	of_field(check, reserved_bits(ccid, CCID_PROTOCOLS) != 0, PROTOCOL_RESERVED, CCID_PROTOCOLS,
	         0, 0);
}

/* For tokens the clocks, rates and block sizes are fixed values without a meaning. */
static void check_rates(const struct check *check)
{
	enum { MIN_KHZ = 1000, MAX_KHZ = 5000, FD = 372, MIN_IFSD = 32, MAX_IFSD = 254 };
	const uint32_t *value = check->ccid->value;
	uint32_t clock = value[CCID_DEFAULT_CLOCK], rate = value[CCID_DATA_RATE];
	uint32_t by_clock = (uint32_t)(clock * UINT64_C(1000) / FD);
	bool t1 = value[CCID_PROTOCOLS] >> 1 & 1;
	/* A difference of up to 5 % is rounding. */
	bool apart = rate > by_clock + by_clock / 20 || rate < by_clock - by_clock / 20;

	of_field(check, clock > value[CCID_MAXIMUM_CLOCK], CLOCK_ORDER, CCID_MAXIMUM_CLOCK, clock,
	         value[CCID_MAXIMUM_CLOCK]);
	of_field(check, clock < MIN_KHZ || clock > MAX_KHZ, CLOCK_ACTIVATION, CCID_DEFAULT_CLOCK,
	         clock, 0);
	of_field(check, rate > value[CCID_MAX_DATA_RATE], RATE_ORDER, CCID_MAX_DATA_RATE, rate,
	         value[CCID_MAX_DATA_RATE]);
	of_field(check, apart, RATE_DEFAULT, CCID_DATA_RATE, rate, by_clock);
	of_field(check, t1 && value[CCID_MAX_IFSD] < MIN_IFSD, IFSD_MISSING, CCID_MAX_IFSD,
	         value[CCID_MAX_IFSD], 0);
	of_field(check, t1 && value[CCID_MAX_IFSD] > MAX_IFSD, IFSD_LARGE, CCID_MAX_IFSD,
	         value[CCID_MAX_IFSD], 0);
}

static void check_features(const struct check *check)
{
	uint32_t features = check->ccid->value[CCID_FEATURES];
	bool negotiates = features & CCID_AUTO_NEGOTIATION, pps = features & CCID_AUTO_PPS;
	bool configures = features & CCID_AUTO_CONFIGURATION;
	bool apdu = features & (CCID_LEVEL_SHORT | CCID_LEVEL_EXTENDED);

	of_field(check, ccid_level(check->ccid) == CCID_EXCHANGE_UNKNOWN, LEVELS, CCID_FEATURES, 0,
	         0);
	of_field(check, negotiates && pps, NEGOTIATION, CCID_FEATURES, 0, 0);
	/* ICCD: a token has nothing to configure or negotiate. */
	of_field(check, apdu && !(features & CCID_USB_ICC) && !(configures && (negotiates || pps)),
	         APDU_CONFIGURATION, CCID_FEATURES, 0, 0);
	of_field(check, features & CCID_WAKE_UP && !check->interface->wakes, WAKE_UP, CCID_FEATURES,
	         0, 0);
}

static void check_message(const struct check *check)
{
	enum { SHORTEST = 261 + CCID_HEADER, LONGEST = 65544 + CCID_HEADER };
	uint32_t length = check->ccid->value[CCID_MAX_MESSAGE];
	bool extended = ccid_level(check->ccid) == CCID_EXCHANGE_EXTENDED;
	uint32_t least = extended ? SHORTEST : check->interface->bulk_out_size;

	of_field(check, length < least, MESSAGE_SHORT, CCID_MAX_MESSAGE, length, least);
	of_field(check, extended && length > LONGEST, MESSAGE_LONG, CCID_MAX_MESSAGE, length,
	         LONGEST);
}

static void check_tail(const struct check *check)
{
	const uint32_t *value = check->ccid->value;
	uint32_t lcd = value[CCID_LCD_LAYOUT], busy = value[CCID_MAX_BUSY_SLOTS];
	uint32_t slots = value[CCID_MAX_SLOT_INDEX] + 1;

	of_field(check, lcd != 0 && (lcd >> 8 == 0 || (lcd & 0xFF) == 0), LCD, CCID_LCD_LAYOUT,
	         lcd >> 8, lcd & 0xFF);
	of_field(check, reserved_bits(check->ccid, CCID_PIN_SUPPORT) != 0, PIN_RESERVED,
	         CCID_PIN_SUPPORT, value[CCID_PIN_SUPPORT], 0);
	of_field(check, busy == 0, BUSY_NONE, CCID_MAX_BUSY_SLOTS, 0, 0);
	of_field(check, busy > slots, BUSY_MANY, CCID_MAX_BUSY_SLOTS, busy, slots);
}

static void check_token(const struct check *check)
{
	const struct usb_interface_descriptor *interface = check->interface;
	uint32_t highest = check->ccid->value[CCID_MAX_SLOT_INDEX];
	bool tpdu = ccid_level(check->ccid) == CCID_EXCHANGE_TPDU;

	of_field(check, highest > 0, TOKEN_SLOTS, CCID_MAX_SLOT_INDEX, highest, 0);
	of_field(check, tpdu, TOKEN_LEVEL, CCID_FEATURES, 0, 0);
	if (interface->endpoints & (USB_BULK_IN | USB_BULK_OUT))
		add_problem(check->problems, TOKEN_ENDPOINTS, interface->offset,
		            interface->protocol, 0);
}

static void check_transport(const struct check *check)
{
	const struct usb_interface_descriptor *interface = check->interface;
	unsigned both = USB_BULK_IN | USB_BULK_OUT;

	if (ccid_is_token(interface->protocol))
		check_token(check);
	else if (interface->protocol != CCID_BULK && interface->class == USB_CLASS_CCID)
		add_problem(check->problems, TRANSPORT, interface->offset, interface->protocol, 0);
	else if ((interface->endpoints & both) != both)
		add_problem(check->problems, ENDPOINTS, interface->offset, 0, 0);
}

void ccid_check(struct ccid_problems *problems, const struct usb_interface_descriptor *interface,
                const struct ccid *ccid)
{
	const struct check check = {problems, interface, ccid};

	if (interface->ccid == NULL) {
		add_problem(problems,
		            interface->class == USB_CLASS_CCID ? NO_DESCRIPTOR : OWN_PROTOCOL,
		            interface->offset, 0, 0);
		return;
	}
	check_head(&check);
	check_card(&check);
	if (!(ccid->value[CCID_FEATURES] & CCID_USB_ICC))
		check_rates(&check);
	check_features(&check);
	check_message(&check);
	check_tail(&check);
	check_transport(&check);
}

void ccid_check_end(struct ccid_problems *problems, const struct usb_descriptors *descriptors)
{
	if (descriptors->broken)
		add_problem(problems, BROKEN, descriptors->broken_at, 0, 0);
}
