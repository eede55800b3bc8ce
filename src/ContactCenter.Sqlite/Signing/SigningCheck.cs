using System.Globalization;
using ContactCenter.Audit;
using ContactCenter.Journal;
using ContactCenter.Readiness;
using ContactCenter.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Signing;

/// <summary>Whether the key that signs the logs is there, for its owner alone, and how old it is.</summary>
internal sealed class SigningCheck(LogSigning signing, TimeProvider time) : IReadinessCheck
{
    public string Part => "signing";

    public ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(TenantId tenant, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<ReadinessFinding>>(FindPrevious() is { } previous ? [Find(), previous] : [Find()]);

    /// <summary>Whether a key that is being replaced is needed any more.</summary>
    private ReadinessFinding? FindPrevious()
    {
        var file = signing.PreviousKeyFile;
        if (file.Length == 0)
        {
            return null;
        }

        try
        {
            return SignedLogs.FindOthers(signing.Root, signing.Keys()[0]) is { Count: > 0 } others
                ? ReadinessFinding.Warning("signing.changing", $"The signing key is being changed; still under the old one are: {string.Join(", ", others)}.", "Start these once before you destroy the old key.", string.Join(", ", others))
                : ReadinessFinding.Warning("signing.changed", $"Every log has been handed over, and the old signing key {file} is still there.", "Take PreviousKeyFile out of the settings, and destroy the old key: whoever has it can sign another history up to the change.", file);
        }
        catch (Exception e) when (e is LogUnavailableException or SqliteException or LogFormatException or IOException or UnauthorizedAccessException)
        {
            return ReadinessFinding.Failed("signing.unusable", e.Message, "Restore the signing key from its backup; see the administrators' page on the audit log.", e.Message);
        }
    }

    private ReadinessFinding Find()
    {
        var file = signing.KeyFile;
        try
        {
            var name = signing.Signer().Name;
            if (signing.IsRegistered)
            {
                return ReadinessFinding.Ok("signing.registered", $"The host's own signer signs the logs as '{name}'.", name);
            }

            var days = Math.Max(0, (time.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero)).Days).ToString(CultureInfo.InvariantCulture);
            return !File.Exists(file)
                ? ReadinessFinding.Failed("signing.missing", $"The signing key {file} has gone since the start.", "Restore it from its backup: the next start needs it.", file)
                : OwnerOnlyFile.IsOwners(file) ? ReadinessFinding.Ok("signing.key", $"The logs are signed as '{name}', with a key of {days} days.", name, days)
                : ReadinessFinding.Failed("signing.readable", $"The signing key {file} can be read by others than its owner: they can sign another history.", "Set its mode to 0600, and find out who could have copied it.", file);
        }
        catch (LogUnavailableException e)
        {
            return ReadinessFinding.Failed("signing.unusable", e.Message, "Restore the signing key from its backup; see the administrators' page on the audit log.", e.Message);
        }
    }
}
