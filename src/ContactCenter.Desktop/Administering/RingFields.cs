using System.Globalization;
using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Administering;

/// <summary>The fields of one ring; without a time there is none.</summary>
internal sealed class RingFields
{
    private readonly FormField _after;
    private readonly FormField _lower;
    private readonly FormField _without;
    private readonly FormField _anyTeam;
    private readonly FormField _anySite;

    public RingFields(Words words, RingOptions? ring, int number)
    {
        var group = words.Say("admin.group.ring", number);
        var s = ring ?? new RingOptions();
        _after = new FormField(words["admin.ringAfter"], ring is null ? "" : FieldTexts.Seconds(s.After), hint: words["admin.noneHint"], group: group);
        _lower = new FormField(words["admin.ringLower"], s.LowerBy.ToString(CultureInfo.InvariantCulture), group: group);
        _without = new FormField(words["admin.ringWithout"], FieldTexts.Of(s.Without), hint: words["admin.listHint"], group: group);
        _anyTeam = words.YesNo("admin.anyTeam", s.AnyTeam, group);
        _anySite = words.YesNo("admin.anySite", s.AnySite, group);
    }

    public IEnumerable<FormField> All => [_after, _lower, _without, _anyTeam, _anySite];

    public RingOptions? Read()
    {
        if (_after.SecondsOrNone() is not { } after)
        {
            return null;
        }

        var ring = new RingOptions { After = after, LowerBy = _lower.Number(), AnyTeam = _anyTeam.IsYes(), AnySite = _anySite.IsYes() };
        ring.Without.AddRange(_without.Keys());
        return ring;
    }
}
