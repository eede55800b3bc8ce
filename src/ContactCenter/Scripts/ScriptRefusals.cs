using ContactCenter.Desk;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>Why the machine did not take what a person wanted, in words.</summary>
internal static class ScriptRefusals
{
    public static DeskResult Of(ScriptAdvance why) => why switch
    {
        ScriptAdvance.NothingBefore => new DeskResult(DeskStatus.Refused, "CC1266", "There is no question to go back to, or something that cannot be undone has been done since."),
        ScriptAdvance.NotAnytime => new DeskResult(DeskStatus.Refused, "CC1267", "The script has no step of that name that may be gone to at any time."),
        ScriptAdvance.TooDeep => new DeskResult(DeskStatus.Refused, "CC1268", "Too many steps were left on the way; come back from one first."),
        ScriptAdvance.Unfitting => new DeskResult(DeskStatus.Invalid, "CC1269", "That is longer than can be kept; shorten it."),
        _ => new DeskResult(DeskStatus.Refused, "CC1264", "The script has gone on; look again."),
    };
}
