#include "apdu/chain.h"

#include "apdu/cla.h"
#include "apdu/ins.h"

enum {
	CTAP_MESSAGE = 0x10,
	STORE_DATA = 0xE2,
	/* in P1 of STORE DATA: 11.11.2.1 */
	LAST_BLOCK = 0x80,
	STRUCTURE = 0x18,
	BER_TLV = 0x10,
};

bool chain_is_store_data(const struct apdu *apdu)
{
	return apdu->ins == STORE_DATA && ins_group(apdu->cla) == INS_GLOBAL &&
		cla_read(apdu->cla).security == CLA_NO_SECURITY;
}

bool chain_has_objects(uint8_t p1)
{
	return (p1 & STRUCTURE) == BER_TLV;
}

bool chain_goes_on(const struct apdu *apdu)
{
	enum ins_group group = ins_group(apdu->cla);

	if (chain_is_store_data(apdu))
		return (apdu->p1 & LAST_BLOCK) == 0;
	/* CTAP has CLA 80 and 90. */
	return (apdu->cla & CHAINING) != 0 &&
		(apdu->cla < 0x80 || (group == INS_DESFIRE && apdu->ins == CTAP_MESSAGE));
}

bool chain_begins(const struct apdu *apdu)
{
	/* The first block has number 0 (11.11.2.2). */
	return chain_goes_on(apdu) && (!chain_is_store_data(apdu) || apdu->p2 == 0);
}

bool chain_continues(const uint8_t header[static 4], const struct apdu *apdu)
{
	if (((header[0] ^ apdu->cla) & ~CHAINING) != 0 || header[1] != apdu->ins)
		return false;
	if (chain_is_store_data(apdu))
		return ((header[2] ^ apdu->p1) & ~LAST_BLOCK) == 0 &&
			apdu->p2 == (uint8_t)(header[3] + 1);
	return header[2] == apdu->p1 && header[3] == apdu->p2;
}
