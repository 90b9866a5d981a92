// The house's own lint rules: those that no published plugin we use has.

const DIRECTIVE = /^\s*eslint-disable/;
const REASON = /\s--\s+\S/;

const disableNeedsReason = {
  meta: {
    type: "problem",
    schema: [],
    messages: { missing: "An eslint-disable says why, after two dashes: `-- because ...`." },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (DIRECTIVE.test(comment.value) && !REASON.test(comment.value)) {
            context.report({ loc: comment.loc, messageId: "missing" });
          }
        }
      },
    };
  },
};

export const house = { rules: { "disable-needs-reason": disableNeedsReason } };
