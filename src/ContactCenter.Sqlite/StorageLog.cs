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

    [LoggerMessage(1308, LogLevel.Warning, "New period keys have been written to {Path}. Without this file no personal data of the tenant can be read again: copy it, apart from the data, and keep each copy no longer than a period.")]
    public static partial void PeriodKeysMade(this ILogger logger, string path);

    [LoggerMessage(1309, LogLevel.Warning, "The period keys {Path} can be read by others than their owner; set its mode to 0600.")]
    public static partial void PeriodKeysReadable(this ILogger logger, string path);

    [LoggerMessage(1310, LogLevel.Warning, "The period key of {Path} stands in {PeriodsPath} now. Copies of keys.db made before today hold theirs themselves and never lose it: remove them as soon as there are newer ones.")]
    public static partial void PeriodMovedOut(this ILogger logger, string path, string periodsPath);

    [LoggerMessage(1311, LogLevel.Information, "A new period of keys has begun in {Path}; it holds {Count}.")]
    public static partial void PeriodBegan(this ILogger logger, string path, int count);

    [LoggerMessage(1312, LogLevel.Information, "{Count} keys have been wrapped under the current period of {Path}, in {Elapsed}.")]
    public static partial void KeysRewrapped(this ILogger logger, int count, TimeSpan elapsed, string path);

    [LoggerMessage(1313, LogLevel.Information, "The key of the period that began at {Began} has been destroyed in {Path}. Copies of keys.db made under it open nothing any more.")]
    public static partial void PeriodDestroyed(this ILogger logger, DateTimeOffset began, string path);

    [LoggerMessage(1314, LogLevel.Error, "The period of the keys in {Path} could not be changed; it is tried again in a minute. Until then older copies of keys.db open on.")]
    public static partial void RotationFailed(this ILogger logger, string path, Exception exception);

    [LoggerMessage(1315, LogLevel.Warning, "The signing key is changed: {Path} signs from now on, and each log is handed over to it by {PreviousPath} when it is opened. Give {PublicPath} to whoever verifies.")]
    public static partial void SigningKeyChanges(this ILogger logger, string path, string publicPath, string previousPath);

    [LoggerMessage(1316, LogLevel.Warning, "What was committed to {Path} could not be moved from its write-ahead log. Nothing is lost; the next commit tries again.")]
    public static partial void ViewsNotMoved(this ILogger logger, string path, Exception exception);

    [LoggerMessage(1317, LogLevel.Error, "What {Path} holds of subject {Subject} cannot be read, and was set aside: its period ends without it. Restore its row from a copy of keys.db that is within its period.")]
    public static partial void KeySetAside(this ILogger logger, string subject, string path);

    [LoggerMessage(1318, LogLevel.Error, "An address of subject {Subject} in {Path} cannot be read: when its period's key is destroyed, nobody is found by it any more.")]
    public static partial void AddressUnreadable(this ILogger logger, string subject, string path);

    [LoggerMessage(1319, LogLevel.Error, "The key of subject {Subject} in {Path} cannot be read, nor what was sealed under it. What is said from now on is kept under another key. Restore its row from a copy of keys.db that is within its period.")]
    public static partial void KeyDamaged(this ILogger logger, string subject, string path);
}
