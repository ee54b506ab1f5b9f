/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_CONTACT_H
#define GENERATOR_CONTACT_H

#include "dossier.h"

/* Invitations of the JGZ, from the visit before birth to the contact at thirteen, and who came; as its own export. */
extern const char contact_heading[];
void contact_write(const dossier *d, text *rows);

/* Requests at the local team and how they ended, with coordinates instead of an address. */
extern const char request_heading[], request_dirt[];
void request_write(const dossier *d, text *rows);

/* Who takes part in preventive programmes. */
extern const char participation_heading[];
void participation_write(const dossier *d, text *rows);

#endif
