// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log =~ /\[WARNING\] .*segment\.json:3:\d+: INVALID_ID at \/id: id must be 16 hex digits/
assert log.count('Validated: mode=repair, files=1, documents=1, repaired=0, rejected=1') == 1
assert log.contains('raygate:validate is skipped')
assert !new File(basedir, 'target/skipped.json').exists()
