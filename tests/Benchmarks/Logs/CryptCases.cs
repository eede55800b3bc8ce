using System.Security.Cryptography;
using AuditLimits;
using ContactCenter.Audit;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>Sealing texts of 10,000 live subjects, over AES-GCM with one key that is used again.</summary>
internal static class CryptCases
{
    private const int Subjects = 10_000;
    private const int Each = 2_000;

    public static void Add(List<Case> cases, List<Ratio> ratios)
    {
        List<Case> ceilings = [];
        CryptoBench.Add(ceilings, new EntrySource());
        cases.AddRange(ceilings.Where(static c => c.Id == "aesgcm.enc.200B.reused-key"));
        cases.Add(new Case("aesgcm.enc.200B.10000-keys", "op/s", KeysInTurn));
        var subjects = Enumerable.Range(0, Subjects).Select(static i => new SubjectId(DerivedId.From(Guid.Empty, i))).ToArray();
        var text = new string('x', 200);
        cases.Add(new Case("seal.200B.10000-subjects", "op/s", seconds =>
        {
            using var personal = new PersonalData(FullLog.Id, new FullLog.Keys());
            var (entry, next) = (new EntryId(Guid.CreateVersion7()), 0);
            void Seal(int count)
            {
                for (var i = 0; i < count; i++)
                {
                    var sealing = personal.SealAsync(entry, subjects[next++ % Subjects], "text", text);
                    _ = sealing.IsCompletedSuccessfully ? sealing.Result : throw new InvalidOperationException("The key was waited for.");
                }
            }

            Seal(Subjects); // every key is known once
            return Harness.Loop(seconds, Each, () => Seal(Each));
        }));
        ratios.Add(new Ratio("sealing, over AES-GCM with one key", "seal.200B.10000-subjects", "aesgcm.enc.200B.reused-key"));
        ratios.Add(new Ratio("AES-GCM alone with 10,000 keys, over AES-GCM with one key", "aesgcm.enc.200B.10000-keys", "aesgcm.enc.200B.reused-key"));
        ratios.Add(new Ratio("sealing, over AES-GCM alone with 10,000 keys", "seal.200B.10000-subjects", "aesgcm.enc.200B.10000-keys"));
    }

    /// <summary>What the ceiling comes to when each text has another key: nothing but a nonce counted up and an encryption, and a kilobyte of key that is not in the cache.</summary>
    private static Sample KeysInTurn(double seconds)
    {
        var ciphers = Enumerable.Range(0, Subjects).Select(static _ => new AesGcm(RandomNumberGenerator.GetBytes(32), 16)).ToArray();
        byte[] nonce = new byte[12], plain = new byte[200], cipher = new byte[200], tag = new byte[16];
        var (count, next) = (0L, 0);
        var sample = Harness.Loop(seconds, Each, () =>
        {
            for (var i = 0; i < Each; i++)
            {
                BitConverter.TryWriteBytes(nonce, ++count);
                ciphers[next++ % Subjects].Encrypt(nonce, plain, cipher, tag);
            }
        });
        Array.ForEach(ciphers, static c => c.Dispose());
        return sample;
    }
}
