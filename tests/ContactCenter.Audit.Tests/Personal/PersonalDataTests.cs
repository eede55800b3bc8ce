using System.Collections.Concurrent;
using System.Security.Cryptography;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using ContactCenter.Storage;

namespace ContactCenter.Audit.Tests.Personal;

public sealed class PersonalDataTests : IDisposable
{
    private static readonly SubjectId Anna = new(DerivedId.From("anna"));
    private static readonly SubjectId Bert = new(DerivedId.From("bert"));
    private readonly Keys _keys = new();
    private readonly PersonalData _data;

    public PersonalDataTests() => _data = new PersonalData(new LogId("acme"), _keys, cachedSubjects: 2);

    [Theory]
    [InlineData("")]
    [InlineData("Gas riecht, bitte schnell! Ж 🔥")]
    public async Task A_text_comes_back_to_who_has_the_key(string text)
    {
        var field = await _data.SealAsync(SampleEntries.Id(1), Anna, "text", text);

        (field.Name, field.Subject).ShouldBe(("text", Anna));
        (await _data.RevealAsync(SampleEntries.Id(1), field)).ShouldBe(text);
    }

    [Fact]
    public async Task The_ciphertext_is_nonce_AES_256_GCM_and_tag_over_log_entry_and_name()
    {
        var field = await _data.SealAsync(SampleEntries.Id(1), Anna, "text", "hello");
        using var aes = new AesGcm(_keys.Of(Anna), 16);
        var plain = new byte[5];
        byte[] associated = [0, 0, 0, 4, .. "acme"u8, 0, 0, 0, 16, .. SampleEntries.Id(1).Value.ToByteArray(bigEndian: true), 0, 0, 0, 4, .. "text"u8];

        var bytes = field.Ciphertext.Span;
        bytes.Length.ShouldBe(12 + 5 + 16);
        aes.Decrypt(bytes[..12], bytes[12..17], bytes[17..], plain, associated);

        plain.ShouldBe("hello"u8.ToArray());
    }

    [Fact]
    public async Task A_text_does_not_open_under_another_entry_name_subject_or_log()
    {
        var field = await _data.SealAsync(SampleEntries.Id(1), Anna, "text", "hello");
        await _data.SealAsync(SampleEntries.Id(1), Bert, "text", "hello");
        using var other = new PersonalData(new LogId("other"), _keys);

        await Should.ThrowAsync<CryptographicException>(async () => await _data.RevealAsync(SampleEntries.Id(2), field));
        await Should.ThrowAsync<CryptographicException>(async () => await _data.RevealAsync(SampleEntries.Id(1), field with { Name = "from" }));
        await Should.ThrowAsync<CryptographicException>(async () => await _data.RevealAsync(SampleEntries.Id(1), field with { Subject = Bert }));
        await Should.ThrowAsync<CryptographicException>(async () => await other.RevealAsync(SampleEntries.Id(1), field));
        await Should.ThrowAsync<CryptographicException>(async () => await _data.RevealAsync(SampleEntries.Id(1), field with { Ciphertext = new byte[27] }));
    }

    [Fact]
    public async Task An_erased_subject_is_unreadable_at_once_and_gets_no_new_text()
    {
        var field = await _data.SealAsync(SampleEntries.Id(1), Anna, "text", "hello");
        _keys.Erase(Anna);

        (await _data.RevealAsync(SampleEntries.Id(1), field)).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(async () => await _data.SealAsync(SampleEntries.Id(2), Anna, "text", "hello"));
    }

    [Fact]
    public async Task Nonces_do_not_repeat_and_many_subjects_and_threads_share_the_cache()
    {
        var fields = new ConcurrentBag<(SealedField Field, EntryId Entry, string Text)>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 5_000), async (i, token) =>
        {
            var text = $"text {i}";
            fields.Add((await _data.SealAsync(SampleEntries.Id(i), new SubjectId(DerivedId.From((i % 5).ToString())), "text", text, token), SampleEntries.Id(i), text));
        });

        fields.Select(f => Convert.ToHexString(f.Field.Ciphertext.Span[..12])).Distinct().Count().ShouldBe(5_000);
        foreach (var (field, entry, text) in fields)
        {
            (await _data.RevealAsync(entry, field)).ShouldBe(text);
        }
    }

    [Fact]
    public async Task A_text_too_long_or_no_Unicode_is_refused()
    {
        (await Should.ThrowAsync<ArgumentException>(async () => await _data.SealAsync(SampleEntries.Id(1), Anna, "text", new string('a', 262_117))))
            .Message.ShouldContain("at most 262116 can be sealed");
        await Should.ThrowAsync<ArgumentException>(async () => await _data.SealAsync(SampleEntries.Id(1), Anna, "text", "\ud800"));
    }

    public void Dispose() => _data.Dispose();

    private sealed class Keys : IKeyStore
    {
        private readonly ConcurrentDictionary<SubjectId, byte[]?> _keys = new();

        public byte[] Of(SubjectId subject) => _keys[subject]!;

        public void Erase(SubjectId subject) => _keys[subject] = null;

        public ValueTask<SubjectKey> GetOrCreateAsync(SubjectId subject, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new SubjectKey(subject, _keys.GetOrAdd(subject, _ => RandomNumberGenerator.GetBytes(32)) ?? throw new InvalidOperationException("erased")));

        public ValueTask<ReadOnlyMemory<byte>?> FindAsync(SubjectId subject, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<ReadOnlyMemory<byte>?>(_keys.GetValueOrDefault(subject) is { } key ? new ReadOnlyMemory<byte>(key) : null);
    }
}
