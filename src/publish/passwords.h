/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_PUBLISH_PASSWORDS_H
#define KK_PUBLISH_PASSWORDS_H

/*
 * Puts "***" in the place of the passwords of connection strings in `text`: postgresql://user:PASSWORD@host and
 * password=PASSWORD. A malloc'ed copy, NULL when out of memory.
 */
char *kk_passwords_hide(const char *text);

#endif
