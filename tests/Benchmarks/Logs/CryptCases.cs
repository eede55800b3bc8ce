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
    }
}
