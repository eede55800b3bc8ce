using ContactCenter.Desk;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>Why the machine did not take what a person wanted, in words.</summary>
internal static class ScriptRefusals
{
    public static DeskResult Of(ScriptAdvance why) => why switch
    {
        ScriptAdvance.NothingBefore => new DeskResult(DeskStatus.Refused, "CC1256", "There is no question to go back to, or something that cannot be undone has been done since."),
        ScriptAdvance.NotAnytime => new DeskResult(DeskStatus.Refused, "CC1257", "The script has no step of that name that may be gone to at any time."),
        ScriptAdvance.TooDeep => new DeskResult(DeskStatus.Refused, "CC1258", "Too many steps were left on the way; come back from one first."),
        ScriptAdvance.Unfitting => new DeskResult(DeskStatus.Invalid, "CC1259", "That is longer than can be kept; shorten it."),
        _ => new DeskResult(DeskStatus.Refused, "CC1254", "The script has gone on; look again."),
    };
}
