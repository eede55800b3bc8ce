using System.Globalization;
using ContactCenter.Readiness;
using ContactCenter.Sqlite.Files;

namespace ContactCenter.Sqlite.Keys;

/// <summary>Whether the period keys are there, for their owner alone, and are changed when their time is over.</summary>
internal sealed class PeriodCheck(KeyRotations rotations, TimeProvider time) : IReadinessCheck
{
    /// <summary>What a rotation may be late, since it looks once an hour and is tried again after a failure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    public string Part => "keys";

    public ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(TenantId tenant, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<ReadinessFinding>>(rotations.Find(tenant) is { } rotation ? [Find(rotation)] : []);

    private ReadinessFinding Find(KeyRotation rotation)
    {
        var file = rotation.Periods.Path;
        var age = time.GetUtcNow() - rotation.Periods.Current.Began;
        var (days, length) = (Days(age), Days(rotation.Length));
        const string late = "Mend the cause; it is tried again every minute. Until then copies of keys.db made earlier open whoever has been erased since.";
        return !File.Exists(file) ? ReadinessFinding.Failed("keys.missing", $"The period keys {file} have gone since the start.", "Restore the file from its copy at once: the next start needs it, and without it no personal data can be read again.", file)
            : !OwnerOnlyFile.IsOwners(file) ? ReadinessFinding.Failed("keys.readable", $"The period keys {file} can be read by others than their owner.", "Set its mode to 0600, and find out who could have copied it.", file)
            : rotation.Failure is { } cause ? ReadinessFinding.Failed("keys.failing", $"The period of the keys could not be changed: {cause}", late, cause)
            : rotation.Damaged > 0 ? ReadinessFinding.Failed("keys.damaged", $"{Count(rotation.Damaged)} customers' keys cannot be read, and with them what those customers said before.", "Restore their rows from a copy of keys.db that is within its period; see the page on storage.", Count(rotation.Damaged))
            : age > rotation.Length + Patience ? ReadinessFinding.Failed("keys.late", $"The period of the keys began {days} days ago and should have ended after {length}.", late, days, length)
            : ReadinessFinding.Ok("keys.period", $"The period of the keys began {days} days ago; each lasts {length} days. Its key is in {file}.", days, length, file);
    }

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Days(TimeSpan span) => Math.Max(0, span.TotalDays).ToString("0.#", CultureInfo.InvariantCulture);
}
