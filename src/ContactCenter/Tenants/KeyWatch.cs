using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Tenants;

/// <summary>
/// Sees to it that nobody's key is damaged unnoticed: that something is sealed under a stand-in's key is an entry before the text it was sealed for is, and that something cannot be
/// read is told to whoever runs the center. Each once. Thread-safe.
/// </summary>
internal sealed class KeyWatch(ITenantStorage storage, TenantId tenant, TimeProvider time, ILogger<KeyWatch> logger) : IPersonalData
{
    private readonly ConcurrentDictionary<SubjectId, byte> _standIns = new();
    private readonly ConcurrentDictionary<SubjectId, byte> _unread = new();

    public async ValueTask<SealedField> SealAsync(EntryId entry, SubjectId subject, string name, string text, CancellationToken cancellationToken = default)
    {
        var field = await storage.PersonalData.SealAsync(entry, subject, name, text, cancellationToken).ConfigureAwait(false);
        if (field.Subject != subject && !_standIns.ContainsKey(field.Subject))
        {
            await NoteAsync(subject, field.Subject).ConfigureAwait(false);
            _standIns.TryAdd(field.Subject, 0);
        }

        return field;
    }

    public async ValueTask<string?> RevealAsync(EntryId entry, SealedField field, CancellationToken cancellationToken = default)
    {
        try
        {
            return await storage.PersonalData.RevealAsync(entry, field, cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException e)
        {
            if (_unread.TryAdd(field.Subject, 0))
            {
                TenantLog.SealedUnreadable(logger, e, tenant, field.Subject, entry);
            }

            throw;
        }
    }

    /// <summary>That a subject's key cannot be read; one for each stand-in, whoever comes upon it first.</summary>
    internal static Entry Damaged(SubjectId subject, SubjectId standIn, TenantId tenant, DateTimeOffset now) => new()
    {
        Id = Entries.IdFor(standIn.Value, PrivacyKinds.KeyOf(subject), 0),
        Kind = PrivacyKinds.KeyDamaged,
        KindVersion = CoreKinds.All.VersionOf(PrivacyKinds.KeyDamaged),
        Time = now,
        Actor = Principal.System.ToString(),
        TraceParent = Entries.TraceParent,
        Links = new EntryLinks { Customer = subject == EventKinds.SubjectOf(tenant) ? null : new CustomerId(subject.Value) },
        Body = JsonSerializer.SerializeToUtf8Bytes(new KeyDamaged(standIn), PrivacyJson.Default.KeyDamaged),
    };

    private async ValueTask NoteAsync(SubjectId subject, SubjectId standIn)
    {
        var entry = Damaged(subject, standIn, tenant, time.GetUtcNow());
        var result = await storage.Log.AppendAsync(new Append(PrivacyKinds.KeyOf(subject), Append.AnyVersion, storage.Log.Epoch, [entry])).ConfigureAwait(false);
        if (result.Status is not (AppendStatus.Appended or AppendStatus.Repeated))
        {
            throw new LogUnavailableException($"Another process has taken over the log of tenant {tenant} ({result.Status}).") { Code = "CC1002" };
        }
    }
}
