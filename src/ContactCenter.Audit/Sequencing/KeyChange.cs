using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// Whether the signer of a log that is opened may go on where the log ends. Another key never begins quietly behind entries that were signed: the old one hands over to it, or the log stays closed.
/// </summary>
internal static class KeyChange
{
    /// <summary>The signer that has to hand over to <see cref="AuditLogOptions.Signer"/> first; null where that one signs already, and where nothing was ever signed.</summary>
    /// <exception cref="LogUnavailableException">The log was signed with a key nobody has here, or is to go on unsigned (<c>CC1016</c>).</exception>
    public static async ValueTask<ILogSigner?> FindPreviousAsync(ILogStore store, StoredTail stored, AuditLogOptions options, CancellationToken cancellationToken)
    {
        if (stored.RecordBytes.IsEmpty
            || await SignedRecords.FindLastAsync(store, CommitRecord.Decode(stored.RecordBytes.Span).Number, cancellationToken).ConfigureAwait(false) is not { } signed)
        {
            return null; // the log stays unsigned, or begins to be signed here
        }

        var record = CommitRecord.Decode(signed.Bytes.Span);
        if (options.Signer is not { } signer)
        {
            throw new LogUnavailableException(
                $"Log '{store.Id}' is signed, at last in commit record {record.Number}, and it was opened without a signer: what came now could have been written by anybody. Sign it with the key it was signed with, by SignLogs() or AuditLogOptions.Signer. Nothing was written.")
            { Code = "CC1016" };
        }

        if (IsInForce(signer))
        {
            return null; // it goes on
        }

        return options.PreviousSigners.FirstOrDefault(IsInForce) ?? throw new LogUnavailableException(
            $"Log '{store.Id}' was signed with another key than that of '{signer.Name}' ({KeyOf(signer).Id:x8}), at last in commit record {record.Number}. Restore the key it was signed with; to change the key, have the old one sign the change, as the page on the audit log says. Nothing was written.")
        { Code = "CC1016" };

        bool IsInForce(ILogSigner candidate) => record.HandOver is { } handOver
            ? handOver.New.Span.SequenceEqual(candidate.PublicKey.Span)
            : KeyOf(candidate).Verify(CommitRecord.Hash(signed.Bytes.Span), signed.Signature.Span);
    }

    /// <summary>The record that hands over, accepted by the new key.</summary>
    public static CommitRecord Accepted(CommitRecord opening, ILogSigner old, ILogSigner signer)
    {
        var record = opening with { HandOver = new KeyHandOver(old.PublicKey, signer.PublicKey, default) };
        var hash = record.AcceptanceHash();
        var acceptance = signer.SignHash(hash);
        return KeyOf(signer).Verify(hash, acceptance)
            ? record with { HandOver = record.HandOver with { Acceptance = acceptance } }
            : throw Wrong(signer);
    }

    /// <summary>The old key's signature under the hand-over: a wrong one would stand there for ever.</summary>
    public static byte[] Sign(byte[] hash, ILogSigner old)
    {
        var signature = old.SignHash(hash);
        return KeyOf(old).Verify(hash, signature) ? signature : throw Wrong(old);
    }

    private static LogKey KeyOf(ILogSigner signer) => new(signer.Name, signer.PublicKey.Span);

    private static InvalidOperationException Wrong(ILogSigner signer) =>
        new($"The signer '{signer.Name}' does not sign with the key it says it has ({KeyOf(signer).Id:x8}).");
}
