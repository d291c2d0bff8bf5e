/* Describes the service tables of SIMs, USIMs, ISIMs and CSIMs: which services a card offers. */
#ifndef APDU_SIM_SIM_SERVICES_H
#define APDU_SIM_SIM_SERVICES_H

#include "apdu/data_field.h"

/* Each function adds the field "data" with a detail for each service that the card offers, and
 * returns true. Tables of any length are accepted. */

/* EF.SST (3GPP TS 51.011, 10.3.7): two bits per service: allocated and activated. */
bool describe_sim_services(const struct data_context *context);
/* EF.UST (3GPP TS 31.102, 4.2.8): one bit per service. */
bool describe_usim_services(const struct data_context *context);
/* EF.EST (3GPP TS 31.102, 4.2.47): one bit per service, set if it is enabled. */
bool describe_enabled_services(const struct data_context *context);
/* EF.IST (3GPP TS 31.103, 4.2.7): one bit per service. */
bool describe_isim_services(const struct data_context *context);
/* EF.CST of an R-UIM (3GPP2 C.S0023, 3.4): two bits per service, as in EF.SST. */
bool describe_ruim_services(const struct data_context *context);
/* EF.CST of a CSIM (3GPP2 C.S0065, 5.2.18): one bit per service. */
bool describe_csim_services(const struct data_context *context);

#endif
