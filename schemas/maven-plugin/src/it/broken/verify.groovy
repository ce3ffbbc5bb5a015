// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log =~ /payments\.yaml:9:\d+: additionalProperties at \/spec\/quota\/prod\/shard/
assert log =~ /payments\.yaml:17:\d+: type at \/spec\/clusters\/0\/account/
assert log =~ /segment\.json:3:\d+: INVALID_ID at \/id: id must be 16 hex digits/
assert log.contains('Validated: mode=repair, files=2, documents=2, repaired=0, rejected=2')
assert new File(basedir, 'target/raygate.json').text.contains('"rejected" : 2')
assert !(log =~ /(?m)^(\[ERROR\] )?\s+at /)
