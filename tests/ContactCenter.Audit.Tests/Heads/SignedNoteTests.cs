using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Audit.Tests.Heads;

public sealed class SignedNoteTests : IDisposable
{
    private static readonly Checkpoint Head = new(
        "cc.example.com/acme", 1_234, SHA256.HashData([1]), 17, SHA256.HashData([2]), new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).AddTicks(1));

    private readonly EcdsaLogSigner _signer = EcdsaLogSigner.Create("cc.example.com/acme");

    [Fact]
    public void A_checkpoint_comes_back_as_it_was_and_is_readable()
    {
        Checkpoint.Parse(Head.ToText()).ShouldBe(Head);
        Head.ToText().ShouldBe(
            $"""
            cc.example.com/acme
            1234
            {Convert.ToBase64String(Head.Root.Span)}
            commit-record 17 {Convert.ToBase64String(Head.RecordHash.Span)}
            time 2026-03-01T08:00:00.0000001Z

            """);
    }

    [Fact]
    public void A_note_opens_with_the_key_that_signed_it_only()
    {
        var note = SignedNote.Sign(Head.ToText(), _signer);
        using var stranger = EcdsaLogSigner.Create(_signer.Name);

        SignedNote.Open(note, Key(_signer)).ShouldBe(Head.ToText());
        Should.Throw<LogFormatException>(() => SignedNote.Open(note, Key(stranger))).Message.ShouldContain("no signature by the key");
    }

    [Fact]
    public void Every_changed_character_of_a_note_is_refused_or_leaves_the_signed_text()
    {
        var note = SignedNote.Sign(Head.ToText(), _signer);
        for (var i = 0; i < note.Length; i++)
        {
            var altered = new StringBuilder(note) { [i] = note[i] == 'x' ? 'y' : 'x' }.ToString();
            try
            {
                SignedNote.Open(altered, Key(_signer)).ShouldBe(Head.ToText(), $"character {i}");
            }
            catch (LogFormatException)
            {
                // refused
            }
        }
    }

    [Fact]
    public void A_signature_counts_in_its_one_encoding_only()
    {
        var hash = SHA256.HashData([7]);
        var der = _signer.SignHash(hash);
        var first = der[3];
        byte[] longer = [0x30, (byte)(der[1] + 1), 0x02, (byte)(first + 1), 0, .. der[4..]];
        byte[] longLength = [0x30, 0x81, der[1], .. der[2..]];

        Key(_signer).Verify(hash, der).ShouldBeTrue();
        foreach (var other in (byte[][])[longer, longLength, [.. der, 0], der[..^1], []])
        {
            Key(_signer).Verify(hash, other).ShouldBeFalse(Convert.ToHexString(other));
        }
    }

    [Fact]
    public void Every_line_under_a_note_is_a_signature_in_its_one_form()
    {
        var note = SignedNote.Sign(Head.ToText(), _signer);

        SignedNote.Open($"{note}— other.example.com AAAAAAE=\n", Key(_signer)).ShouldBe(Head.ToText());
        Should.Throw<LogFormatException>(() => SignedNote.Open($"{note}nonsense\n", Key(_signer))).Message.ShouldContain("A signature of the note is none");
        Should.Throw<LogFormatException>(() => SignedNote.Open($"{note}— other.example.com AAAAAAF=\n", Key(_signer))).Message.ShouldContain("A signature of the note is none"); // bits left over
        Should.Throw<LogFormatException>(() => SignedNote.Open(note[..^1] + "\r\n", Key(_signer))).Message.ShouldContain("A signature of the note is none");
    }

    [Fact]
    public void Another_program_checks_the_signature()
    {
        var note = SignedNote.Sign(Head.ToText(), _signer);
        var signature = Convert.FromBase64String(note[(note.LastIndexOf(' ') + 1)..^1]);
        using var key = ECDsa.Create();
        key.ImportFromPem(Key(_signer).ToPem());

        key.VerifyData(Encoding.UTF8.GetBytes(Head.ToText()), signature.AsSpan(4), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence).ShouldBeTrue();
        signature[..4].ShouldBe(SHA256.HashData(_signer.PublicKey.Span)[..4]);
    }

    [Fact]
    public void A_key_comes_back_from_its_PEM()
    {
        using var again = EcdsaLogSigner.FromPem(_signer.Name, _signer.ToPem());

        again.PublicKey.ToArray().ShouldBe(_signer.PublicKey.ToArray());
        LogKey.FromPem("a", Key(_signer).ToPem()).Id.ShouldBe(Key(_signer).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    public void A_name_that_would_break_a_note_is_refused(string name) =>
        Should.Throw<ArgumentException>(() => EcdsaLogSigner.Create(name)).Message.ShouldContain("is no name of a key");

    [Fact]
    public void A_character_of_a_name_is_a_code_point()
    {
        LogKey.IsValidName(string.Concat(Enumerable.Repeat("\U0001F600", 128))).ShouldBeTrue();
        LogKey.IsValidName(string.Concat(Enumerable.Repeat("\U0001F600", 129))).ShouldBeFalse();
        LogKey.IsValidName(new string('a', 129)).ShouldBeFalse();
    }

    [Fact]
    public void A_note_that_ends_with_its_empty_line_has_no_signature() =>
        Should.Throw<LogFormatException>(() => SignedNote.Open("text\n\n", new LogKey(_signer.Name, _signer.PublicKey.Span)));

    [Fact]
    public void What_is_no_key_is_refused_in_words()
    {
        using var rsa = RSA.Create(2048);
        using var wrongCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Should.Throw<ArgumentException>(() => EcdsaLogSigner.FromPem("a", "nonsense")).Message.ShouldContain("no private key in PEM");
        Should.Throw<ArgumentException>(() => EcdsaLogSigner.FromPem("a", new LogKey("a", _signer.PublicKey.Span).ToPem())).Message.ShouldContain("no private key in PEM");
        Should.Throw<ArgumentException>(() => LogKey.FromPem("a", "nonsense")).Message.ShouldContain("no public key in PEM");
        Should.Throw<ArgumentException>(() => new LogKey("a", rsa.ExportSubjectPublicKeyInfo())).Message.ShouldContain("no ECDSA key over P-256");
        Should.Throw<ArgumentException>(() => EcdsaLogSigner.FromPem("a", wrongCurve.ExportPkcs8PrivateKeyPem())).Message.ShouldContain("no ECDSA key over P-256");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no note\n")]
    [InlineData("text\n\n— a AAAA\n")]
    [InlineData("text\n\n- a AAAAAAAA\n")]
    [InlineData("text\n\n— a not base64\n")]
    public void What_is_no_note_is_refused(string note) => Should.Throw<LogFormatException>(() => SignedNote.Open(note, Key(_signer)));

    public void Dispose() => _signer.Dispose();

    private static LogKey Key(EcdsaLogSigner signer) => new(signer.Name, signer.PublicKey.Span);
}
