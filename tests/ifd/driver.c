/* A driver for pcscd whose readers are files (config.c), for tests that are not possible with vpcd.
 * It is an IFD handler of version 3.0 (ifdhandler.h); an entry of reader.conf names this library
 * and such a file. */
#include "pinpad.h"
#include "slots.h"

#include <ifdhandler.h>
#include <reader.h>
#include <stdio.h>
#include <string.h>

/* SCardControl's codes of the features, which config.c assigns. */
enum { CODE_VERIFY = 0x42330006, CODE_MODIFY = 0x42330007, CODE_PROPERTIES = 0x42330012 };

RESPONSECODE IFDHCreateChannelByName(DWORD Lun, LPSTR DeviceName)
{
	return ifd_slot_open(Lun, DeviceName) != NULL ? IFD_SUCCESS : IFD_COMMUNICATION_ERROR;
}

RESPONSECODE IFDHCreateChannel(DWORD Lun, DWORD Channel)
{
	(void)Lun;
	(void)Channel;
	fputs("test driver: DEVICENAME is missing\n", stderr);
	return IFD_COMMUNICATION_ERROR;
}

RESPONSECODE IFDHCloseChannel(DWORD Lun)
{
	ifd_slot_close(Lun);
	return IFD_SUCCESS;
}

/* The service calls this from one thread per slot. */
static RESPONSECODE wait_for_card(DWORD lun, int timeout_ms)
{
	struct ifd_reader *reader;
	struct ifd_slot *slot = ifd_slot_of(lun, &reader);

	if (slot == NULL)
		return IFD_NO_SUCH_DEVICE;
	ifd_card_wait(reader, slot, timeout_ms);
	return IFD_SUCCESS;
}

static RESPONSECODE stop_waiting(DWORD lun)
{
	struct ifd_reader *reader;
	struct ifd_slot *slot = ifd_slot_of(lun, &reader);

	if (slot != NULL)
		ifd_card_stop_waiting(slot);
	return IFD_SUCCESS;
}

static RESPONSECODE give_byte(unsigned byte, DWORD *length, UCHAR *out)
{
	return ifd_give((uint8_t[]){(uint8_t)byte}, 1, out, length);
}

/* Tags that the service itself queries. */
static RESPONSECODE service_tag(const struct ifd_reader *reader, DWORD tag, DWORD *length,
                                UCHAR *out)
{
	RESPONSECODE (*const wait)(DWORD, int) = wait_for_card;
	RESPONSECODE (*const stop)(DWORD) = stop_waiting;
	uint8_t pointer[sizeof wait];

	switch (tag) {
	case TAG_IFD_SIMULTANEOUS_ACCESS:
		return give_byte(IFD_READERS_MAX, length, out);
	case TAG_IFD_SLOTS_NUMBER:
		return give_byte(reader->config.slots, length, out);
	case TAG_IFD_THREAD_SAFE:
		return give_byte(reader->config.readers_at_once, length, out);
	case TAG_IFD_SLOT_THREAD_SAFE:
		return give_byte(reader->config.slots_at_once, length, out);
	case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT:
		memcpy(pointer, &wait, sizeof pointer);
		return ifd_give(pointer, sizeof pointer, out, length);
	case TAG_IFD_STOP_POLLING_THREAD:
		memcpy(pointer, &stop, sizeof pointer);
		return ifd_give(pointer, sizeof pointer, out, length);
	default:
		return IFD_ERROR_TAG;
	}
}

/* Attributes that depend on the card. */
static RESPONSECODE card_tag(const struct ifd_slot *slot, DWORD tag, DWORD *length, UCHAR *out)
{
	switch (tag) {
	case TAG_IFD_ATR:
	case SCARD_ATTR_ATR_STRING:
		return ifd_give(slot->atr, slot->powered ? slot->atr_length : 0, out, length);
	case SCARD_ATTR_ICC_PRESENCE:
		return give_byte(slot->told ? 2 : 0, length, out);
	case SCARD_ATTR_ICC_INTERFACE_STATUS:
		return give_byte(slot->powered, length, out);
	default:
		return IFD_ERROR_TAG;
	}
}

RESPONSECODE IFDHGetCapabilities(DWORD Lun, DWORD Tag, PDWORD Length, PUCHAR Value)
{
	struct ifd_reader *reader;
	struct ifd_slot *slot = ifd_slot_of(Lun, &reader);

	if (slot == NULL)
		return IFD_NO_SUCH_DEVICE;
	const struct ifd_value *value =
		ifd_config_value(&reader->config, IFD_ATTRIBUTE, (uint32_t)Tag);
	if (value != NULL && value->fails != 0)
		return value->fails;
	if (value != NULL)
		return ifd_give(value->bytes, value->length, Value, Length);
	RESPONSECODE code = service_tag(reader, Tag, Length, Value);
	return code == IFD_ERROR_TAG ? card_tag(slot, Tag, Length, Value) : code;
}

RESPONSECODE IFDHSetCapabilities(DWORD Lun, DWORD Tag, DWORD Length, PUCHAR Value)
{
	(void)Lun;
	(void)Tag;
	(void)Length;
	(void)Value;
	return IFD_ERROR_TAG;
}

RESPONSECODE IFDHSetProtocolParameters(DWORD Lun, DWORD Protocol, UCHAR Flags, UCHAR PTS1,
                                       UCHAR PTS2, UCHAR PTS3)
{
	struct ifd_reader *reader;
	struct ifd_slot *slot = ifd_slot_of(Lun, &reader);
	const uint8_t protocol = Protocol == SCARD_PROTOCOL_T1 ? 1 : 0;

	(void)Flags;
	(void)PTS1;
	(void)PTS2;
	(void)PTS3;
	if (slot == NULL)
		return IFD_NO_SUCH_DEVICE;
	if (Protocol != SCARD_PROTOCOL_T0 && Protocol != SCARD_PROTOCOL_T1)
		return IFD_PROTOCOL_NOT_SUPPORTED;
	ifd_log(reader, slot, "protocol", &protocol, 1);
	return IFD_SUCCESS;
}

RESPONSECODE IFDHPowerICC(DWORD Lun, DWORD Action, PUCHAR Atr, PDWORD AtrLength)
{
	struct ifd_reader *reader;
	struct ifd_slot *slot = ifd_slot_of(Lun, &reader);
	const DWORD room = *AtrLength;

	*AtrLength = 0;
	if (slot == NULL)
		return IFD_NO_SUCH_DEVICE;
	if (Action != IFD_POWER_UP && Action != IFD_RESET && Action != IFD_POWER_DOWN)
		return IFD_NOT_SUPPORTED;
	ifd_log(reader, slot,
	        Action == IFD_POWER_UP      ? "power" :
	                Action == IFD_RESET ? "reset" :
	                                      "off",
	        NULL, 0);
	if (Action == IFD_POWER_DOWN) {
		slot->powered = false;
		return IFD_SUCCESS;
	}
	if (!ifd_card_power(reader, slot))
		return IFD_ERROR_POWER_ACTION;
	*AtrLength = room;
	return ifd_give(slot->atr, slot->atr_length, Atr, AtrLength);
}

RESPONSECODE IFDHTransmitToICC(DWORD Lun, SCARD_IO_HEADER SendPci, PUCHAR TxBuffer, DWORD TxLength,
                               PUCHAR RxBuffer, PDWORD RxLength, PSCARD_IO_HEADER RecvPci)
{
	struct ifd_reader *reader;
	struct ifd_slot *slot = ifd_slot_of(Lun, &reader);
	DWORD room = *RxLength;

	*RxLength = 0;
	if (slot == NULL)
		return IFD_NO_SUCH_DEVICE;
	RESPONSECODE code = ifd_card_transmit(reader, slot, TxBuffer, TxLength, RxBuffer, &room);
	if (code == IFD_SUCCESS) {
		*RxLength = room;
		RecvPci->Protocol = SendPci.Protocol;
	}
	return code;
}

RESPONSECODE IFDHICCPresence(DWORD Lun)
{
	struct ifd_reader *reader;
	struct ifd_slot *slot = ifd_slot_of(Lun, &reader);

	if (slot == NULL)
		return IFD_NO_SUCH_DEVICE;
	return ifd_card_is_there(reader, slot) ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
}

/* Writes tag, length and value of all features or properties, in the file's order. */
static RESPONSECODE give_list(const struct ifd_config *config, enum ifd_kind kind, uint8_t *out,
                              DWORD *length)
{
	size_t count = 0;

	for (size_t i = 0; i < config->count; i++) {
		const struct ifd_value *value = &config->values[i];

		if (value->kind != kind)
			continue;
		if (count + 2 + value->length > *length)
			return IFD_ERROR_INSUFFICIENT_BUFFER;
		out[count++] = (uint8_t)value->key;
		out[count++] = (uint8_t)value->length;
		memcpy(out + count, value->bytes, value->length);
		count += value->length;
	}
	*length = (DWORD)count;
	return IFD_SUCCESS;
}

static bool has_features(const struct ifd_config *config)
{
	for (size_t i = 0; i < config->count; i++)
		if (config->values[i].kind == IFD_FEATURE)
			return true;
	return false;
}

static RESPONSECODE control(const struct ifd_reader *reader, struct ifd_slot *slot, uint32_t code,
                            const uint8_t *in, size_t in_length, uint8_t *out, DWORD *length)
{
	const struct ifd_config *config = &reader->config;
	const struct ifd_value *value = ifd_config_value(config, IFD_CONTROL, code);

	if (value != NULL && value->fails != 0)
		return value->fails;
	if (value != NULL)
		return ifd_give(value->bytes, value->length, out, length);
	if (code == CM_IOCTL_GET_FEATURE_REQUEST && has_features(config))
		return give_list(config, IFD_FEATURE, out, length);
	if (ifd_config_value(config, IFD_FEATURE, code & 0xFF) == NULL)
		return IFD_ERROR_NOT_SUPPORTED;
	if (code == CODE_PROPERTIES)
		return give_list(config, IFD_PROPERTY, out, length);
	if (code == CODE_VERIFY || code == CODE_MODIFY)
		return ifd_pinpad(reader, slot, code == CODE_MODIFY, in, in_length, out, length);
	return IFD_ERROR_NOT_SUPPORTED;
}

RESPONSECODE IFDHControl(DWORD Lun, DWORD dwControlCode, PUCHAR TxBuffer, DWORD TxLength,
                         PUCHAR RxBuffer, DWORD RxLength, LPDWORD pdwBytesReturned)
{
	struct ifd_reader *reader;
	struct ifd_slot *slot = ifd_slot_of(Lun, &reader);
	uint8_t code[] = {(uint8_t)(dwControlCode >> 24), (uint8_t)(dwControlCode >> 16),
	                  (uint8_t)(dwControlCode >> 8), (uint8_t)dwControlCode};

	*pdwBytesReturned = 0;
	if (slot == NULL)
		return IFD_NO_SUCH_DEVICE;
	ifd_log(reader, slot, "control", code, sizeof code);
	RESPONSECODE rv = control(reader, slot, (uint32_t)dwControlCode, TxBuffer, TxLength,
	                          RxBuffer, &RxLength);
	if (rv == IFD_SUCCESS)
		*pdwBytesReturned = RxLength;
	return rv;
}
