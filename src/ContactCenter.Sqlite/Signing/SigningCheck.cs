using System.Globalization;
using ContactCenter.Journal;
using ContactCenter.Readiness;
using ContactCenter.Sqlite.Files;

namespace ContactCenter.Sqlite.Signing;

/// <summary>Whether the key that signs the logs is there, for its owner alone, and how old it is.</summary>
internal sealed class SigningCheck(LogSigning signing, TimeProvider time) : IReadinessCheck
{
    public string Part => "signing";

    public ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(TenantId tenant, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<ReadinessFinding>>([Find()]);

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
