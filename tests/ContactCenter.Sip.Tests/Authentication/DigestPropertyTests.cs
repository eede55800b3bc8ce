using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactCenter.Sip.Authentication;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sip.Tests.Authentication;

public sealed class DigestPropertyTests
{
    private static readonly DigestAlgorithm[] Algorithms = Enum.GetValues<DigestAlgorithm>();
    private static readonly DigestQop[] Qops = [DigestQop.None, DigestQop.Auth, DigestQop.AuthInt, DigestQop.Auth | DigestQop.AuthInt];
    private static readonly string[] Pieces = ["\"", "\\", "\\\"", " ", ",", "=", "ä", "日本", "😀", "a", "Digest", "\u00A0", "%41", "'", ":", ";"];

    [Fact]
    public void Client_and_server_agree_for_any_user_realm_and_secret() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Agree));

    /// <summary>3 s or 100,000 values; <c>CONTACTCENTER_FUZZ=5000000</c> reads so many, however long that takes.</summary>
    [Fact]
    public async Task No_header_field_breaks_the_reading()
    {
        var asked = Environment.GetEnvironmentVariable("CONTACTCENTER_FUZZ");
        var count = asked is null ? 100_000 : int.Parse(asked, CultureInfo.InvariantCulture);
        var fuzzer = new LineFuzzer(Path.Combine(AppContext.BaseDirectory, "Corpus", "digest.txt"), seed: 20_261_129);
        var server = new DigestServer(new Secrets("bob", DigestSecret.FromPassword("zanzibar")), new DigestServerOptions(), new FakeTimeProvider(), RandomNumberGenerator.Create());
        var (watch, read, sent) = (Stopwatch.StartNew(), 0, 0);
        for (; sent < count && (asked is not null || watch.Elapsed < TimeSpan.FromSeconds(3)); sent++)
        {
            var value = Encoding.UTF8.GetString(fuzzer.Next());
            try
            {
                if (DigestChallenge.TryParse(value, out var challenge))
                {
                    read++;
                    DigestChallenge.TryParse(challenge.ToString(), out var again).ShouldBeTrue();
                    (again == challenge).ShouldBeTrue();
                }

                foreach (var one in DigestChallenge.Strongest(DigestChallenge.ParseAll([value, value])))
                {
                    _ = DigestClient.Compute(one, "bob", DigestSecret.FromPassword("x"), "INVITE", "sip:x", [], 1, "c");
                }

                if (DigestCredentials.TryParse(value, out var credentials))
                {
                    read++;
                    DigestCredentials.TryParse(credentials.ToString(), out var again).ShouldBeTrue();
                    (again == credentials).ShouldBeTrue();
                    (await server.JudgeAsync([value], credentials.Realm, "REGISTER", null, default)).Outcome.ShouldNotBe(DigestOutcome.Accepted);
                }
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"{e.Message}\nadd what broke it to Corpus/digest.txt:\n{value}\n{e}");
            }
        }

        read.ShouldBeGreaterThan(sent / 10, "some of them are good, or nothing behind the reader has been tried");
    }

    private static void Agree(byte[] tape)
    {
        var at = 0;
        int Next(int below) => at < tape.Length ? tape[at++] % below : 0;
        string Text() => string.Concat(Enumerable.Range(0, Next(8)).Select(_ => Pieces[Next(Pieces.Length)]));

        var (user, realm, password, uri, body) = (Text(), Text(), Text(), "sip:" + Text(), Encoding.UTF8.GetBytes(Text()));
        var algorithm = Algorithms[Next(Algorithms.Length)];
        var time = new FakeTimeProvider();
        using var random = RandomNumberGenerator.Create();
        var secret = Next(2) == 0 ? DigestSecret.FromPassword(password) : DigestSecret.FromHash(algorithm, DigestSecret.HashOf(algorithm, user, realm, password));
        var server = new DigestServer(new Secrets(user, secret), new DigestServerOptions { Algorithms = [algorithm], Qop = Qops[Next(Qops.Length)] }, time, random);
        var client = new DigestClient(user, DigestSecret.FromPassword(password), random);
        var wrong = new DigestClient(user, DigestSecret.FromPassword(password + "x"), random);

        var challenges = DigestChallenge.ParseAll(server.Challenge(realm).Select(static c => c.ToString()));
        client.Answer(challenges, "INVITE", uri, body, out var credentials).ShouldBe(DigestAnswer.Answered);
        Judge(credentials[0]).ShouldBe(DigestOutcome.Accepted);
        Judge(credentials[0]).ShouldBe(DigestOutcome.Replay);
        client.Succeeded(realm);
        if (client.Ahead(realm, "INVITE", uri, body) is { } ahead)
        {
            Judge(ahead).ShouldBe(DigestOutcome.Accepted);
        }

        wrong.Answer(challenges, "INVITE", uri, body, out var guesses).ShouldBe(DigestAnswer.Answered);
        Judge(guesses[0]).ShouldBe(DigestOutcome.WrongOrUnknown);
        wrong.Answer(server.Challenge(realm), "INVITE", uri, body, out _).ShouldBe(DigestAnswer.WrongSecret);

        time.Advance(TimeSpan.FromMinutes(1));
        var late = client.Ahead(realm, "INVITE", uri, body) ?? credentials[0];
        Judge(late).ShouldBe(DigestOutcome.Stale);
        client.Answer(server.Challenge(realm, isStale: true), "INVITE", uri, body, out credentials).ShouldBe(DigestAnswer.Answered);
        Judge(credentials[0]).ShouldBe(DigestOutcome.Accepted);

        DigestOutcome Judge(DigestCredentials sent)
        {
            // The secrets are at hand: the verdict is there at once.
            var verdict = server.JudgeAsync([sent.ToString()], realm, "INVITE", uri, body);
            verdict.IsCompletedSuccessfully.ShouldBeTrue();
            return verdict.GetAwaiter().GetResult().Outcome;
        }
    }

    private sealed class Secrets(string known, DigestSecret secret) : IDigestSecrets
    {
        public ValueTask<DigestSecret?> FindAsync(string realm, string user, CancellationToken cancellationToken) => new(user == known ? secret : null);
    }
}
