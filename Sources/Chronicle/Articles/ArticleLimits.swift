/// What an article may be at most; what is larger is rejected with a reason that names the limit.
public enum ArticleLimits {
    /// A whole message in bytes.
    public static let messageBytesMax = 4 << 20
    /// An id, a source's name, a language code in bytes.
    public static let nameBytesMax = 512
    /// A URL in bytes.
    public static let urlBytesMax = 4_096
    /// A title in bytes.
    public static let titleBytesMax = 16 << 10
    /// How much of a rejected message is kept, in bytes.
    public static let rejectedBytesMax = 64 << 10
}
