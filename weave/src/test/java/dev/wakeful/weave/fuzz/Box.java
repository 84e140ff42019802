package dev.wakeful.weave.fuzz;

import dev.wakeful.weave.fuzz.Parts.Color;
import dev.wakeful.weave.fuzz.Parts.Face;
import dev.wakeful.weave.fuzz.Parts.Q;
import dev.wakeful.weave.fuzz.Parts.R;
import org.jspecify.annotations.Nullable;

/// An object with a field of each [Type], which every program extends.
public class Box implements Face {
  /// A field.
  public int fINT = 7;

  /// A field.
  public long fLONG = 70L;

  /// A field.
  public double fDOUBLE = 0.75;

  /// A field.
  public @Nullable String fSTRING = "f";

  /// A field.
  public boolean fBOOL = true;

  /// A field.
  public @Nullable Object fOBJECT = "fo";

  /// A field.
  public byte fBYTE = (byte) 9;

  /// A field.
  public short fSHORT = (short) 90;

  /// A field.
  public char fCHAR = 'z';

  /// A field.
  public float fFLOAT = 2.5f;

  /// A field.
  public @Nullable Integer fBOXED = 300;

  /// A field.
  public int @Nullable [] fINTS = {1, 2, 3};

  /// A field.
  public long @Nullable [] fLONGS = {4, 5};

  /// A field.
  public double @Nullable [] fDOUBLES = {.1, .2};

  /// A field.
  public byte @Nullable [] fBYTES = {1, 2};

  /// A field.
  public String @Nullable [] fSTRINGS = {"p", "q"};

  /// A field.
  public int @Nullable [][] fGRID = {{1, 2}, {3, 4}};

  /// A field.
  public @Nullable R fREC = new R(5, 6, "fr");

  /// A field.
  public @Nullable Q fPAIR = new Q("fq", 1.5, new R(7, 8, "fqr"));

  /// A field.
  public @Nullable Color fCOLOR = Color.GREEN;

  /// A field.
  public @Nullable Box fBOX = null;

  /// With the values above.
  public Box() {}

  /// With values of its own.
  ///
  /// @param a for the `int`
  /// @param b for the `double`
  /// @param c for the string
  public Box(int a, double b, @Nullable String c) {
    fINT = a;
    fDOUBLE = b;
    fSTRING = c;
  }

  /// Depends on the fields.
  protected long own(long more) {
    return fINT * 3L + more;
  }

  @Override
  public int tag() {
    return fINT + 1;
  }

  /// All that a run leaves in it.
  public final @Nullable Object[] all() {
    return new @Nullable Object[] {
      fINT, fLONG, fDOUBLE, fSTRING, fBOOL, fOBJECT, fBYTE, fSHORT, fCHAR, fFLOAT, fBOXED, fINTS,
      fLONGS, fDOUBLES, fBYTES, fSTRINGS, fGRID, fREC, fPAIR, fCOLOR
    };
  }

  @Override
  public String toString() {
    return "Box(" + fINT + " " + fLONG + " " + fDOUBLE + " " + fSTRING + ")";
  }
}
