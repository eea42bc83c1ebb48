package theme

import "text/template/parse"

// foldTexts puts interface texts that need no values, as in {{t "field.owner"}}, into the templates themselves.
// There are some thirty of them on a page, and looking each up for every page would be a third of the work.
func (t *Theme) foldTexts() {
	for _, tmpl := range t.templates.Templates() {
		if tmpl.Tree != nil {
			t.foldList(tmpl.Tree.Root)
		}
	}
}

func (t *Theme) foldList(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.ActionNode:
			if key, ok := textKey(node); ok && t.HasText(key) {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: node.Pos, Text: appendText(nil, t.Text(key))}
			}
		case *parse.IfNode:
			t.foldBranch(&node.BranchNode)
		case *parse.RangeNode:
			t.foldBranch(&node.BranchNode)
		case *parse.WithNode:
			t.foldBranch(&node.BranchNode)
		}
	}
}

func (t *Theme) foldBranch(b *parse.BranchNode) {
	t.foldList(b.List)
	t.foldList(b.ElseList)
}

// textKey returns the key of an action that is nothing but {{t "key"}}.
func textKey(node *parse.ActionNode) (string, bool) {
	if len(node.Pipe.Decl) > 0 || len(node.Pipe.Cmds) != 1 || len(node.Pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	name, ok1 := node.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	key, ok2 := node.Pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !ok1 || !ok2 || name.Ident != "t" {
		return "", false
	}
	return key.Text, true
}
