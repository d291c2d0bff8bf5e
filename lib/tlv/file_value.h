/* Values of file control parameters: what a file is, and who may do what with it. */
#ifndef TLV_FILE_VALUE_H
#define TLV_FILE_VALUE_H

#include "tlv/tlv_data.h"
#include "words/node.h"
#include "words/words.h"

/* ISO/IEC 7816-4:2005, 5.3.3.3, table 14, and the records of the file. */
void file_descriptor_text(struct words *words, const struct tlv_data *data);
/* Files by identifier, one after the other as in a path. */
void file_path_text(struct words *words, const struct tlv_data *data);
/* The rule in EF.ARR that applies (ETSI TS 102 221, 11.1.1.4.7.2). */
void access_rule_text(struct words *words, const struct tlv_data *data);
/* 5.4.3.1, table 20 */
void security_condition_text(struct words *words, const struct tlv_data *data);

/* Details of VALUE_ACCESS_COMPACT and VALUE_ACCESS_MODE: what may be done, on which condition. */
void access_details(struct tree *tree, node_id field, enum tlv_value kind,
                    const struct tlv_data *data);
/* Which PINs are enabled (ETSI TS 102 221, 11.1.1.4.10). */
void pin_status_details(struct tree *tree, node_id field, const struct tlv_data *data);

/* Returns true for the content of an FCP that only a UICC gives: with a PIN status, or a rule of
 * EF.ARR (ETSI TS 102 221, 11.1.1.3). */
bool fcp_is_uicc(const uint8_t *fcp, size_t length);

#endif
