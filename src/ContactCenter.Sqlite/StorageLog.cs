using Microsoft.Extensions.Logging;

namespace ContactCenter.Sqlite;

internal static partial class StorageLog
{
    [LoggerMessage(1300, LogLevel.Warning, "A new master key has been written to {Path}. Back it up, apart from the data: without it no personal data can be read again.")]
    public static partial void MasterKeyMade(this ILogger logger, string path);

    [LoggerMessage(1301, LogLevel.Warning, "The master key {Path} can be read by others than its owner; set its mode to 0600.")]
    public static partial void MasterKeyReadable(this ILogger logger, string path);

    [LoggerMessage(1302, LogLevel.Warning, "The views in {Path} are unusable ({Reason}). They have been set aside as {Aside} and are built anew from the log.")]
    public static partial void ViewsSetAside(this ILogger logger, string path, string reason, string aside);

    [LoggerMessage(1303, LogLevel.Error, "The views in {Path} are damaged. At the next start they are set aside and built anew from the log.")]
    public static partial void ViewsDamaged(this ILogger logger, string path, Exception exception);

    [LoggerMessage(1304, LogLevel.Error, "New keys and customers cannot be written to {Path}; the next request opens it again.")]
    public static partial void KeysUnavailable(this ILogger logger, string path, Exception exception);

    [LoggerMessage(1306, LogLevel.Warning, "A new signing key has been written to {Path}. Back it up, apart from the data, and give its public half, {PublicPath}, to whoever shall verify the logs.")]
    public static partial void SigningKeyMade(this ILogger logger, string path, string publicPath);

    [LoggerMessage(1307, LogLevel.Warning, "The signing key {Path} can be read by others than its owner; set its mode to 0600.")]
    public static partial void SigningKeyReadable(this ILogger logger, string path);

    [LoggerMessage(1305, LogLevel.Information, "{Count} unfinished blobs of an earlier run have been removed from {Path}.")]
    public static partial void UnfinishedBlobsRemoved(this ILogger logger, int count, string path);
}
