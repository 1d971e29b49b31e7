import ArgumentParser
import Daemon

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make the keys that encrypt connections and tell daemon and clients who the other is.",
        discussion: """
            Each side has a pair of CURVE keys: a file with the secret key, which stays where it is made, and a public key of \
            40 characters, which the other side is given. Put public keys into single quotes in a shell.

            EXAMPLE: a daemon for other machines, and a client that it knows

              1. Where the daemon runs, make its key; the public key is printed:
                   letopis keys new /etc/letopis/daemon.key
              2. Where the client runs, make the client's key:
                   letopis keys new ~/.letopis.key
              3. Where the daemon runs, list the client's public key and a name:
                   echo 'CLIENT-PUBLIC-KEY foreign desk' >> /etc/letopis/clients
              4. Start the daemon; the list may change while it runs:
                   letopis serve --key-file /etc/letopis/daemon.key \\
                       --clients-file /etc/letopis/clients \\
                       --submit 'tcp://*:7701' --events 'tcp://*:7703' \\
                       --replay 'tcp://*:7704'
              5. Where the client runs, name the daemon's public key and your file:
                   letopis subscribe --server-key 'DAEMON-PUBLIC-KEY' \\
                       --key-file ~/.letopis.key \\
                       --events tcp://daemon:7703 --replay tcp://daemon:7704

            Commands beside the daemon need none of this: they find its key, and one of their own, in its data directory.
            """,
        subcommands: [New.self, Show.self])
}

extension KeysCommand {
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new pair of keys.",
            discussion: """
                Writes the secret key to a file that nobody else may read, never over an existing one, and prints the public \
                key.

                EXAMPLE: letopis keys new daemon.key
                """)

        @Argument(help: "The file to write.")
        var file: String

        func run() throws {
            Terminal.output.line(try KeyFile.create(file).publicKey)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public key that belongs to a secret key.",
            discussion: """
                EXAMPLE: letopis keys show daemon.key
                """)

        @Argument(help: "The file with the secret key.")
        var file: String

        func run() throws {
            Terminal.output.line(try KeyFile.read(file).publicKey)
        }
    }
}
